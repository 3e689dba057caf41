import { assert } from '#basics'
import { driverOf, queueExists } from '#drivers'
import type { PagePrinted, PagePrinting } from '#protocol'
import { type DeviceContext, type ReportedStatus, reporter } from './device_context.ts'

/** The A4 printer of this machine. */
export interface PagePrinterDevice {
  /** How pages are printed here. */
  readonly printing: PagePrinting
  /** Hands a PDF to the printer's queue; where the shell prints, nothing is taken. */
  print(pdf: Uint8Array, title: string): Promise<PagePrinted['end']>
  close(): void
}

/** How often the spooler is asked whether the queue is there, ms. */
const lookEvery = 60_000

/** Opens the configured A4 printer; null where none is configured. */
export function openPagePrinter(context: DeviceContext): PagePrinterDevice | null {
  const { config, clock, log } = context
  const settings = config.devices.pagePrinter
  if (settings === undefined) return null
  const { queue, by } = settings
  const report = reporter(context, {
    part: 'page-printer',
    family: 'page-printer',
    name: 'A4 打印机',
    counterId: config.counterId,
  })
  let hasFailed = false
  const look = async (): Promise<boolean> => {
    const isThere = await queueExists(queue)
    const status: ReportedStatus = !isThere
      ? { state: 'absent', reason: 'no-queue' }
      : hasFailed
        ? { state: 'degraded', reason: 'page-failed' }
        : { state: 'ready', reason: null }
    report(status)
    return isThere
  }
  report({ state: 'connecting', reason: null })
  void look()
  const looking = clock.every(lookEvery, () => void look())
  const printer = driverOf('page-printer', 'cups')(queue)
  assert(printer !== null, 'the configuration has checked the name of the queue')

  return {
    printing: by === 'shell' ? { by, queue } : { by },
    async print(pdf, title) {
      if (by === 'shell' || !(await look())) return 'no-printer'
      const outcome = await printer.print({ pdf, title, copies: 1 })
      hasFailed = outcome.printed !== 'taken'
      log.info({ ...outcome }, 'page print')
      await look()
      if (outcome.printed === 'taken') return 'taken'
      return outcome.reason === 'no-printer' ? 'no-printer' : 'failed'
    },
    close: () => looking.cancel(),
  }
}
