import type { CallRecord, CentreState, CounterConfig } from '#domain'
import { findTicket } from '#domain'
import type { AnnouncementRequest, AnnounceRefusal, Announcer, Place } from '#drivers'

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

/** Counters above this are named after floor and place (1001): they are spelled, not counted. */
const highestCounted = 999

/** The number in a counter's name that is said: that of the counter itself; 0 where it is not counted. */
function counterNumber(name: string): number {
  const plain = name.normalize('NFKC')
  // 2楼3号窗口 and 12号楼3号窗口（1号厅） are counter 3: nobody may be sent to another one.
  const digits = /(\d+)\s*号?\s*[窗柜台]/.exec(plain)?.[1] ?? plain.match(/\d+/g)?.at(-1) ?? '0'
  return Number(digits) <= highestCounted ? Number(digits) : 0
}

/** Where a counter is, as it is said: 3号窗口 by its number, a room by its name. */
export function placeOf(counter: CounterConfig | undefined, counterId: string): Place {
  const name = counter?.name ?? { zh: counterId, en: counterId }
  const number = counterNumber(name.zh)
  if (counter?.kind !== 'room' && number > 0) return { kind: 'counter', number }
  return { kind: 'room', name: name.zh, english: name.en }
}

/** Where a voice is heard, and who is told what it did not say. */
export interface CallDeskOptions {
  /** Zones whose counters' calls it speaks; none named = all. Emergencies are spoken everywhere. */
  readonly zones: readonly string[]
  readonly onRefused: (request: AnnouncementRequest, reason: AnnounceRefusal) => void
}

/** Whether a voice is for a counter; one nobody knows any more is spoken everywhere. */
const isHeard = (zones: readonly string[], counter: CounterConfig | undefined): boolean =>
  zones.length === 0 || counter === undefined || zones.includes(counter.zone)

/** Opens the desk of the hall's one voice. What was called before the first look is never spoken. */
export function callDesk(announcer: Announcer, { zones, onRefused }: CallDeskOptions): CallDesk {
  let spokenUpTo: number | null = null
  let emergencySince: number | null = null

  const ask = (request: AnnouncementRequest) => {
    const asked = announcer.announce(request)
    // A repetition of what is being said is no entry of its own.
    if (!asked.ok && asked.error !== 'duplicate') onRefused(request, asked.error)
  }
  const speak = (centre: CentreState, call: CallRecord) => {
    const counter = centre.counters.get(call.counterId)
    if (!isHeard(zones, counter)) return
    ask({
      ticket: call.ticketId,
      priority: 'normal',
      recall: call.recall,
      utterance: { kind: 'call', number: call.number, place: placeOf(counter, call.counterId) },
    })
  }
  const followEmergency = ({ emergency }: CentreState, isFirstLook: boolean) => {
    const since = emergency?.kind === 'plan' ? emergency.since : null
    const begins = since !== null && since !== emergencySince
    emergencySince = since
    if (!begins || isFirstLook) return
    ask({ ticket: 'emergency', priority: 'emergency', recall: false, utterance: emergencyNotice })
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
