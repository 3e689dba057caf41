import { join } from 'node:path'
import { z } from 'zod'
import type { HubClient } from '#client'
import type { CentreState } from '#domain'
import { loadRasterText, loadTicketTemplate, openTicketPrinter, type PrinterModel } from '#drivers'
import type { PrintProgress } from '#protocol'
import type { AgentStore } from './agent_store.ts'
import type { AgentConfig } from './config.ts'
import { type DeviceContext, guarded, type ReportedStatus, reporter, transportOf } from './device_context.ts'
import { type PrintDesk, printDesk } from './print_desk.ts'
import { printJournal } from './print_journal.ts'
import { resultOutbox } from './result_outbox.ts'

/** The ticket printer of this machine. */
export interface PrinterDevice {
  readonly desk: PrintDesk
  status(): ReportedStatus
  close(): Promise<void>
}

/** Paper left below which a roll counts as near its end, mm; a ticket takes about 130. */
const nearEndMm = 3_000
/** How often jobs a person has settled are forgotten, ms. */
const tidyEvery = 60_000

type PrinterSettings = NonNullable<AgentConfig['devices']['ticketPrinter']>

function modelOf(resourcesDir: string, store: AgentStore, settings: PrinterSettings): PrinterModel {
  const tickets = join(resourcesDir, 'tickets')
  const roll = store.table<number>('paper-roll', z.number())
  return {
    template: loadTicketTemplate(join(tickets, `ticket_${settings.widthMm}.json`)),
    raster: loadRasterText(join(tickets, 'glyphs24.bin.gz')),
    charset: settings.charset,
    proof: settings.proof,
    roll: {
      lengthMm: settings.rollMm,
      usedMm: roll.all()[0] ?? 0,
      nearEndMm,
      onUsed: (usedMm) => roll.put('used', usedMm),
    },
  }
}

/** What a printer's desk tells and asks. */
export interface PrinterTell {
  centre(): CentreState
  readonly send: HubClient['send']
  onProgress(progress: PrintProgress): void
  onStatus(status: ReportedStatus): void
}

/** Opens the configured printer; null where none is configured or its address is none. */
export function openPrinterDevice(context: DeviceContext, tell: PrinterTell): PrinterDevice | null {
  const { config, clock, log, store } = context
  const settings = config.devices.ticketPrinter
  if (settings === undefined) return null
  const report = reporter(context, {
    part: 'ticket-printer',
    family: 'ticket-printer',
    name: '号票打印机',
    counterId: config.counterId,
  })
  let current: ReportedStatus = { state: 'connecting', reason: null }
  const note = (status: ReportedStatus) => {
    current = { state: status.state, reason: status.reason }
    report(current)
    tell.onStatus(current)
  }
  const transport = transportOf(context, settings, note)
  if (transport === null) return null
  report(current)
  const printer = openTicketPrinter({
    transport,
    clock,
    journal: printJournal(store),
    model: modelOf(config.resourcesDir, store, settings),
    onStatus: guarded(log, 'ticket-printer', note),
    onLateProof: guarded(log, 'ticket-printer', (jobId) => desk.lateProof(jobId)),
  })
  const outbox = resultOutbox({ clock, store, send: tell.send, log })
  const { centre, onProgress } = tell
  const desk = printDesk({ printer, centre, urlBase: config.ticketUrlBase, outbox, log, onProgress })
  void desk.reportUnresolved()
  const tidy = clock.every(tidyEvery, () => void desk.settleResolved())
  return {
    desk,
    status: () => current,
    async close() {
      tidy.cancel()
      await printer.close()
    },
  }
}
