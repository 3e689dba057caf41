import type { CallRecord, CentreState, CounterConfig } from '#domain'
import { findTicket } from '#domain'
import type { Announcer, Place } from '#drivers'
import type { AgentLog } from './log.ts'

/** A call older than this is not spoken: after a lost link the board shows it, the hall has moved on. */
export const freshCall = 20_000

/** Speaks each new call of the log once. */
export interface CallDesk {
  /**
   * `now` is the hub's time, ms since the epoch, when this may tell of the past; null when it has just happened:
   * then no clock is asked, and one that was set wrong cannot silence the hall.
   */
  follow(centre: CentreState, now: number | null): void
}

const emergencyNotice = {
  kind: 'notice',
  chinese: '请注意，请听从工作人员指引，有序离开',
  english: 'Attention please, please follow the staff, leave the hall calmly',
} as const

/** Where a counter is, as it is said: 3号窗口 by its number, a room by its name. */
export function placeOf(counter: CounterConfig | undefined, counterId: string): Place {
  const name = counter?.name ?? { zh: counterId, en: counterId }
  const number = Number(/\d{1,3}/.exec(name.zh)?.[0] ?? 0)
  if (counter?.kind !== 'room' && number > 0) return { kind: 'counter', number }
  return { kind: 'room', name: name.zh, english: name.en }
}

/** Opens the desk of the hall's one voice. What was called before the first look is never spoken. */
export function callDesk(announcer: Announcer, log: AgentLog): CallDesk {
  let spokenUpTo: number | null = null
  let emergencySince: number | null = null

  const speak = (centre: CentreState, call: CallRecord) => {
    const place = placeOf(centre.counters.get(call.counterId), call.counterId)
    const asked = announcer.announce({
      ticket: call.ticketId,
      priority: 'normal',
      recall: call.recall,
      utterance: { kind: 'call', number: call.number, place },
    })
    if (!asked.ok) log.warn({ number: call.number, reason: asked.error }, 'call not spoken')
  }
  const followEmergency = ({ emergency }: CentreState, isFirstLook: boolean) => {
    const since = emergency?.kind === 'plan' ? emergency.since : null
    const begins = since !== null && since !== emergencySince
    emergencySince = since
    if (!begins || isFirstLook) return
    const ticket = 'emergency'
    announcer.announce({ ticket, priority: 'emergency', recall: false, utterance: emergencyNotice })
  }

  return {
    follow(centre, now) {
      const isFirstLook = spokenUpTo === null
      const before = spokenUpTo ?? centre.revision
      const isFresh = ({ at }: CallRecord) => now === null || now - at < freshCall
      const fresh = centre.calls.filter((call) => call.revision > before && isFresh(call))
      // A restored log may end before the old one: what it says next is new all the same.
      spokenUpTo = centre.revision
      followEmergency(centre, isFirstLook)
      for (const { ticketId } of centre.calls)
        if (findTicket(centre, ticketId)?.state !== 'CALLED') announcer.cancel(ticketId)
      for (const call of fresh.reverse()) speak(centre, call)
    },
  }
}
