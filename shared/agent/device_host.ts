import type { Clock } from '#basics'
import type { HubClient } from '#client'
import type { CentreState } from '#domain'
import type { CardSeen, ClientMessage, ServerMessage } from '#protocol'
import { type CardDevice, openCardDevice } from './card_device.ts'
import { openControllerDevice } from './controller_device.ts'
import { counterReports } from './counter_reports.ts'
import { type DeviceContext, guarded, type ReportedStatus } from './device_context.ts'
import { deviceReports } from './device_reports.ts'
import { openEvaluatorDevice } from './evaluator_device.ts'
import { openSignageDevice, type SignageDevice, type SignageOptions } from './media/signage_device.ts'
import { openPagePrinter, type PagePrinterDevice } from './page_printer_device.ts'
import type { SpeakingPage } from './page_voice.ts'
import { openPrinterDevice, type PrinterDevice } from './printer_device.ts'
import { type RecordReport, recordReport } from './record_report.ts'
import { reprinter } from './reprint.ts'
import { openScannerDevice, type ScannerDevice } from './scanner_device.ts'
import { openSpeechDevice, type SpeechDevice } from './speech_device.ts'

/** What a machine's devices need of the rest of the agent. */
export interface DeviceHostOptions {
  readonly context: Omit<DeviceContext, 'report' | 'watchCounters'>
  readonly hub: Pick<HubClient, 'send' | 'tell'>
  /** What the signage of this machine works with; null where its screen shows no media. */
  readonly signage: Pick<SignageOptions, 'random' | 'centre'> | null
  /** How often the hub is told what lines have seen, ms. */
  readonly countersEvery: number
  /** The same, but what this machine can do by itself while the hub is away, it does. */
  readonly work: { readonly hub: Pick<HubClient, 'send'>; readonly isAway: boolean }
  centre(): CentreState
  /** Whether the hub answers. */
  live(): boolean
  /** The hub's time, ms since the epoch. */
  now(): number
  broadcast(message: ServerMessage): void
  /** This machine's pages, in the order they came. */
  pages(): readonly SpeakingPage[]
}

/** All devices of one machine: the hub's state drives them, their status goes to the hub and the pages. */
export interface DeviceHost {
  readonly cards: CardDevice | null
  readonly printer: PrinterDevice | null
  readonly scanner: ScannerDevice | null
  readonly pagePrinter: PagePrinterDevice | null
  readonly record: RecordReport
  readonly signage: SignageDevice | null
  /** Brings signs and voice in line with the centre; `caught-up`: what it says may have happened a while ago. */
  follow(centre: CentreState, how: 'just-now' | 'caught-up'): void
  print(message: Extract<ClientMessage, { type: 'print' }>): void
  /** Null where nothing is spoken. */
  readonly speakers: SpeechDevice['pages'] | null
  /** What a page that has just come must know. */
  messages(): readonly ServerMessage[]
  close(): Promise<void>
}

const cardReaderMessage = (status: ReportedStatus): ServerMessage => ({ type: 'card-reader', ...status })
const cardMessage = (card: CardSeen | null): ServerMessage => ({ type: 'card', card })
const printerMessage = (status: ReportedStatus): ServerMessage => ({ type: 'printer', ...status })

/** Opens what is configured; a device that cannot be opened is a status and nothing more. */
export async function openDeviceHost(options: DeviceHostOptions): Promise<DeviceHost> {
  const { hub, work, centre, broadcast } = options
  const { clock, log, config }: { clock: Clock } & DeviceHostOptions['context'] = options.context
  const reports = deviceReports({ clock, centre, live: options.live, send: hub.send })
  const counters = counterReports({ clock, tell: hub.tell, every: options.countersEvery })
  const context: DeviceContext = {
    ...options.context,
    report: reports.note,
    watchCounters: counters.watch,
  }
  const attempt = async <T>(what: string, open: () => T | Promise<T>): Promise<T | null> => {
    try {
      return await open()
    } catch (error) {
      log.error({ what, err: error }, 'a device could not be opened')
      reports.note({
        deviceId: `${config.deviceId}-${what}`,
        family: what,
        name: what,
        counterId: config.counterId,
        state: 'faulted',
        reason: 'not-opened',
      })
      return null
    }
  }

  const onProgress = (progress: Extract<ServerMessage, { type: 'print' }>['progress']) =>
    broadcast({ type: 'print', progress })
  const cards = await attempt('id-card', () =>
    openCardDevice(context, {
      onSeen: (card) => broadcast(cardMessage(card)),
      onStatus: (status) => broadcast(cardReaderMessage(status)),
    }),
  )
  const printer = await attempt('ticket-printer', () =>
    openPrinterDevice(context, {
      centre,
      send: work.hub.send,
      onProgress,
      onStatus: (status) => broadcast(printerMessage(status)),
    }),
  )
  const scanner = await attempt('code-scanner', () =>
    openScannerDevice(context, (code) => broadcast({ type: 'code', code })),
  )
  const controller = await attempt('counter-sign', () =>
    openControllerDevice(context, {
      hub: work.hub,
      centre,
      live: () => options.live() || work.isAway,
    }),
  )
  const evaluator = await attempt('evaluator', () => openEvaluatorDevice(context, work.hub))
  const speech = await attempt('announcer', () =>
    openSpeechDevice(context, { send: hub.send, centre, pages: options.pages }),
  )
  const pagePrinter = await attempt('page-printer', () => openPagePrinter(context))
  const shown = options.signage
  const signage =
    shown === null
      ? null
      : await attempt('signage', () =>
          openSignageDevice(context, { ...shown, send: hub.send, now: options.now }),
        )
  const printAgain =
    printer === null
      ? null
      : reprinter({ clock, prints: printer.desk, hub: work.hub, centre, now: options.now, onProgress })

  return {
    cards,
    printer,
    scanner,
    ...{ pagePrinter, signage, record: recordReport(context, centre) },
    follow(state, how) {
      const now = how === 'caught-up' ? options.now() : null
      guarded(log, 'ticket-printer', () => printer?.followRolls(state))()
      guarded(log, 'counter-sign', () => controller?.signs?.follow(state))()
      guarded(log, 'call-pad', () => controller?.pads?.follow(state))()
      guarded(log, 'evaluator', () => evaluator?.follow(state))()
      guarded(log, 'announcer', () => speech?.desk.follow(state, now))()
      guarded(log, 'signage', () => signage?.follow(state, how === 'caught-up'))()
    },
    print: (message) => void printAgain?.(message),
    speakers: speech?.pages ?? null,
    messages: () => [
      ...(cards === null ? [] : [cardReaderMessage(cards.status()), cardMessage(cards.desk.seen())]),
      ...(printer === null ? [] : [printerMessage(printer.status())]),
    ],
    async close() {
      reports.close()
      counters.close()
      speech?.close()
      pagePrinter?.close()
      await Promise.all([
        cards?.close(),
        printer?.close(),
        scanner?.close(),
        controller?.close(),
        evaluator?.close(),
        signage?.close(),
      ])
    },
  }
}
