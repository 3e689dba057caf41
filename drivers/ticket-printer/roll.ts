import type { PrinterReading, RollForecast } from './types.ts'

/** The roll of paper as the site configured it. */
export interface RollOptions {
  /** Length of a new roll in mm; null where nobody measured. */
  readonly lengthMm: number | null
  /** What was printed on the present roll when the program started. */
  readonly usedMm: number
  /** Below this the roll counts as near its end even where the printer has no sensor for it. */
  readonly nearEndMm: number
  /** Called after each ticket, to keep the count over a restart. */
  onUsed(usedMm: number): void
}

/** Counts paper. */
export interface Roll {
  add(mm: number): void
  replaced(): void
  /** A sensor that saw the end, or under an open cover the near end, and no longer does: somebody put in a roll. */
  watch(reading: PrinterReading): void
  forecast(): RollForecast
  nearEnd(): boolean
}

/** Keeps the count of paper used and says how far the rest goes; `usualMm` is a ticket's length before any was printed. */
export function rollCounter(options: RollOptions, usualMm: () => number): Roll {
  const { lengthMm, nearEndMm, onUsed } = options
  let usedMm = options.usedMm
  let printedMm = 0
  let tickets = 0
  let wasOut = false
  let wasNearEnd = false
  let wasOpened = false
  const leftMm = () => (lengthMm === null ? null : Math.max(0, lengthMm - usedMm))
  const replaced = () => {
    usedMm = 0
    onUsed(usedMm)
  }
  return {
    add(mm) {
      usedMm += mm
      printedMm += mm
      tickets += 1
      onUsed(usedMm)
    },
    replaced,
    watch(reading) {
      const isGood = !reading.paperEnd && !reading.coverOpen && !reading.nearEnd
      if (isGood && (wasOut || (wasNearEnd && wasOpened))) replaced()
      if (isGood) wasNearEnd = false
      // A cover that was only looked under leaves the sensor as it was.
      if (!reading.coverOpen) wasOpened = false
      if (isGood) wasOut = false
      if (reading.paperEnd) wasOut = true
      if (reading.nearEnd && !reading.coverOpen) wasNearEnd = true
      if (reading.coverOpen) wasOpened = true
    },
    forecast() {
      const left = leftMm()
      const meanMm = tickets === 0 ? usualMm() : printedMm / tickets
      const ticketsLeft = left === null ? null : Math.floor(left / meanMm)
      return { usedMm, leftMm: left, ticketsLeft }
    },
    nearEnd() {
      const left = leftMm()
      return left !== null && left < nearEndMm
    },
  }
}
