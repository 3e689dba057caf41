import { join } from 'node:path'
import { z } from 'zod'
import type { CentreState } from '#domain'
import { driverOf, loadRasterText, type PrinterModel, type TicketPrinter } from '#drivers'
import { usualTemplates } from '#ticket'
import type { AgentStore } from './agent_store.ts'
import type { AgentConfig } from './config.ts'
import {
  counted,
  type DeviceContext,
  guarded,
  type ReportedStatus,
  reporter,
  transportOf,
} from './device_context.ts'
import { printJournal } from './print_journal.ts'
import { supplyOf } from './supply.ts'

/** One printer of this machine. */
export interface OnePrinter {
  readonly printer: TicketPrinter
  status(): ReportedStatus
  /** Counts from the beginning when the centre knows of a roll put in since the last one counted here. */
  followRoll(centre: CentreState): void
  close(): Promise<void>
}

type PrinterSettings = NonNullable<AgentConfig['devices']['ticketPrinter']>

/** What one printer is opened with. */
export interface OnePrinterOptions {
  readonly place: 'first' | 'second'
  readonly settings: PrinterSettings
  centre(): CentreState
  onChange(): void
  onLateProof(jobId: string): void
}

/** Paper left below which a roll counts as near its end, mm; a ticket takes about 130. */
const nearEndMm = 3_000

/** Where a printer's part of the store and of the centre's device list is. */
const names = {
  first: {
    journal: 'print-job',
    roll: 'paper-roll',
    changed: 'roll-changed',
    part: 'ticket-printer',
    name: '号票打印机',
  },
  second: {
    journal: 'print-job-2',
    roll: 'paper-roll-2',
    changed: 'roll-changed-2',
    part: 'ticket-printer-2',
    name: '号票打印机（备用）',
  },
} as const

function modelOf(
  { resourcesDir }: AgentConfig,
  store: AgentStore,
  { place, settings, centre, onUsed }: OnePrinterOptions & { onUsed(): void },
): PrinterModel {
  const roll = store.table<number>(names[place].roll, z.number())
  const { widthMm, charset, proof, rollMm, oneWay } = settings
  return {
    template: () => centre().ticketTemplates.get(String(widthMm)) ?? usualTemplates[widthMm],
    raster: loadRasterText(join(resourcesDir, 'tickets', 'glyphs24.bin.gz')),
    charset,
    proof,
    oneWay,
    roll: {
      lengthMm: rollMm,
      usedMm: roll.all()[0] ?? 0,
      nearEndMm,
      onUsed(usedMm) {
        roll.put('used', usedMm)
        onUsed()
      },
    },
  }
}

/** Opens one configured printer and reports how it is; null where its address is none. */
export function openOnePrinter(context: DeviceContext, options: OnePrinterOptions): OnePrinter | null {
  const { config, clock, log, store } = context
  const { place, settings } = options
  const { journal, part, name } = names[place]
  const report = reporter(context, { part, family: 'ticket-printer', name, counterId: config.counterId })
  let current: ReportedStatus = { state: 'connecting', reason: null }
  let printer: TicketPrinter | null = null
  const tell = () => {
    report({ ...current, ...supplyOf(printer?.roll().ticketsLeft ?? null) })
  }
  const note = (status: ReportedStatus) => {
    current = { state: status.state, reason: status.reason }
    tell()
    options.onChange()
  }
  const transport = transportOf(context, settings, note)
  if (transport === null) return null
  tell()
  printer = driverOf(
    'ticket-printer',
    'esc-pos',
  )({
    transport,
    clock,
    journal: printJournal(store, journal),
    model: modelOf(config, store, { ...options, onUsed: tell }),
    onStatus: guarded(log, part, note),
    onLateProof: guarded(log, part, options.onLateProof),
  })
  tell()
  counted(context, part, printer.status)
  const changes = store.table<number>(names[place].changed, z.number())
  let lastChange = changes.all()[0] ?? 0
  return {
    printer,
    status: () => current,
    followRoll(centre) {
      const { rollChangedAt = 0 } = centre.devices.get(`${config.deviceId}-${part}`) ?? {}
      if (rollChangedAt === lastChange || rollChangedAt === 0) return
      lastChange = rollChangedAt
      // The count first: a power cut in between resets it once more, which loses a few tickets of a new roll.
      printer.rollReplaced()
      changes.put('at', rollChangedAt)
    },
    close: () => printer.close(),
  }
}
