import type { Timer } from '#basics'
import {
  hidSamTransport,
  type IdCardReader,
  type IdCardReaderOptions,
  openHelperReader,
  openIdCardReader,
  programTransport,
} from '#drivers'
import type { CardSeen } from '#protocol'
import { type CardDesk, cardDesk } from './card_desk.ts'
import { type DeviceContext, guarded, type ReportedStatus, reporter, transportOf } from './device_context.ts'

/** The ID card reader of this machine and the desk that remembers for a minute. */
export interface CardDevice {
  readonly desk: CardDesk
  status(): ReportedStatus
  close(): Promise<void>
}

/** A page is told of a card that could not be read for this long, ms; the reader itself is well. */
const troubleShown = 8_000

type Told = Pick<IdCardReaderOptions, 'onCard' | 'onCardLifted' | 'onCardUnreadable' | 'onStatus'>

/** Opens the reader the way it is configured; null when its address is none. */
function openReader(
  context: DeviceContext,
  tell: (status: ReportedStatus) => void,
  told: Told,
): IdCardReader | null {
  const { config, clock } = context
  const settings = config.devices.idCard
  if (settings === undefined) return null
  const { hid, hidReports, helper, baudRate, fingerprintRead, limitRf } = settings
  if (helper !== undefined)
    return openHelperReader({ transport: programTransport({ ...helper, clock }), clock, ...told })
  const transport =
    hid === undefined
      ? transportOf(context, settings, tell)
      : hidSamTransport({ ids: hid, reports: hidReports }, clock)
  if (transport === null) return null
  const command = fingerprintRead ? 'readWithFingerprint' : 'read'
  return openIdCardReader({ transport, clock, baudRate, command, limitRf, ...told })
}

/** Opens the configured reader; null where none is configured. */
export function openCardDevice(
  context: DeviceContext,
  tell: { onSeen(card: CardSeen | null): void; onStatus(status: ReportedStatus): void },
): CardDevice | null {
  const { config, clock, log } = context
  if (config.devices.idCard === undefined) return null
  const report = reporter(context, {
    part: 'id-card',
    family: 'id-card',
    name: '身份证阅读器',
    counterId: config.counterId,
  })
  let current: ReportedStatus = { state: 'connecting', reason: null }
  const note = (status: ReportedStatus) => {
    current = { state: status.state, reason: status.reason }
    report(current)
    tell.onStatus(current)
  }
  let trouble: Timer | null = null
  const clearTrouble = () => {
    if (trouble === null) return
    trouble.cancel()
    trouble = null
    tell.onStatus(current)
  }
  const desk = cardDesk(clock, tell.onSeen)
  report(current)
  const reader = openReader(context, note, {
    onCard: guarded(log, 'id-card', (person) => {
      clearTrouble()
      desk.read(person)
    }),
    // The visitor takes the card back at once; the desk remembers until the number is taken.
    onCardLifted: () => undefined,
    onCardUnreadable: guarded(log, 'id-card', (reason) => {
      log.warn({ reason }, 'card not readable')
      clearTrouble()
      tell.onStatus({ state: current.state, reason })
      trouble = clock.after(troubleShown, clearTrouble)
    }),
    onStatus: guarded(log, 'id-card', note),
  })
  return {
    desk,
    status: () => current,
    async close() {
      trouble?.cancel()
      desk.forget()
      await reader?.close()
    },
  }
}
