import type { Timer } from '#basics'
import { driverOf, type IdCardReader, type IdCardReaderOptions } from '#drivers'
import type { CardSeen } from '#protocol'
import { type CardDesk, cardDesk } from './card_desk.ts'
import {
  counted,
  type DeviceContext,
  guarded,
  type ReportedStatus,
  reporter,
  transportOf,
} from './device_context.ts'

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
  if (helper !== undefined) return driverOf('id-card', 'helper')({ program: helper, clock, ...told })
  const command = fingerprintRead ? 'readWithFingerprint' : 'read'
  const module = { clock, baudRate, command, limitRf, ...told } as const
  if (hid !== undefined)
    return driverOf('id-card', 'sam-hid')({ hid: { ids: hid, reports: hidReports }, ...module })
  const transport = transportOf(context, settings, tell)
  return transport === null ? null : driverOf('id-card', 'sam')({ transport, ...module })
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
  counted(context, 'id-card', () => reader?.status())
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
