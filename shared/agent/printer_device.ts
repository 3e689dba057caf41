import type { HubClient } from '#client'
import type { CentreState } from '#domain'
import { openPrinterPair, type TicketOutlet } from '#drivers'
import type { PrintProgress } from '#protocol'
import type { DeviceContext, ReportedStatus } from './device_context.ts'
import { type OnePrinter, openOnePrinter } from './one_printer.ts'
import { type PrintDesk, printDesk } from './print_desk.ts'
import { resultOutbox } from './result_outbox.ts'

/** The ticket printer of this machine, or its two. */
export interface PrinterDevice {
  readonly desk: PrintDesk
  status(): ReportedStatus
  /** Counts paper anew where the centre says that a roll was put in. */
  followRolls(centre: CentreState): void
  close(): Promise<void>
}

/** How often jobs a person has settled are forgotten, ms. */
const tidyEvery = 60_000

/** What a printer's desk tells and asks. */
export interface PrinterTell {
  centre(): CentreState
  readonly send: HubClient['send']
  onProgress(progress: PrintProgress): void
  onStatus(status: ReportedStatus): void
}

interface Outlet {
  readonly outlet: TicketOutlet
  status(): ReportedStatus
}

function outletOf(first: OnePrinter, second: OnePrinter | null): Outlet {
  if (second === null) return { outlet: first.printer, status: first.status }
  const pair = openPrinterPair(first.printer, second.printer)
  return { outlet: pair, status: pair.status }
}

/** Opens the configured printers; null where none is configured or the first one's address is none. */
export function openPrinterDevice(context: DeviceContext, tell: PrinterTell): PrinterDevice | null {
  const { config, clock, log, store } = context
  const { ticketPrinter, secondTicketPrinter } = config.devices
  if (ticketPrinter === undefined) return null
  const { centre, onProgress } = tell
  // Set below: statuses may come before the pair is made.
  let changed: () => void = () => undefined
  const hooks = {
    centre,
    onChange: () => changed(),
    onLateProof: (jobId: string) => desk.lateProof(jobId),
  }
  const first = openOnePrinter(context, { place: 'first', settings: ticketPrinter, ...hooks })
  if (first === null) return null
  const second =
    secondTicketPrinter === undefined
      ? null
      : openOnePrinter(context, { place: 'second', settings: secondTicketPrinter, ...hooks })
  const { outlet, status } = outletOf(first, second)
  changed = () => tell.onStatus(status())
  const outbox = resultOutbox({ clock, store, send: tell.send, log })
  const desk = printDesk({ printer: outlet, centre, urlBase: config.ticketUrlBase, outbox, log, onProgress })
  void desk.reportUnresolved()
  const tidy = clock.every(tidyEvery, () => void desk.settleResolved())
  return {
    desk,
    status,
    followRolls(now) {
      first.followRoll(now)
      second?.followRoll(now)
    },
    async close() {
      tidy.cancel()
      await Promise.all([first.close(), second?.close()])
    },
  }
}
