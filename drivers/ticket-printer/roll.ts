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
  /** A sensor that was at the end and no longer is: somebody put in a roll. */
  watch(reading: PrinterReading): void
  forecast(): RollForecast
  nearEnd(): boolean
}

/** Keeps the count of paper used and says how far the rest goes. */
export function rollCounter(options: RollOptions): Roll {
  const { lengthMm, nearEndMm, onUsed } = options
  let usedMm = options.usedMm
  let printedMm = 0
  let tickets = 0
  let wasOut = false
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
      if (wasOut && !reading.paperEnd && !reading.coverOpen && !reading.nearEnd) {
        wasOut = false
        replaced()
      }
      if (reading.paperEnd) wasOut = true
    },
    forecast() {
      const left = leftMm()
      const ticketsLeft = left === null || tickets === 0 ? null : Math.floor(left / (printedMm / tickets))
      return { usedMm, leftMm: left, ticketsLeft }
    },
    nearEnd() {
      const left = leftMm()
      return left !== null && left < nearEndMm
    },
  }
}
