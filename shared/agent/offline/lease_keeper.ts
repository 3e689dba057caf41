import { z } from 'zod'
import type { Clock } from '#basics'
import type { HubClient } from '#client'
import { type CentreState, dueLeases, isLeaseOf, type NumberLease, type RecordedEvent } from '#domain'
import type { AgentStore } from '../agent_store.ts'

const lookEvery = 60_000
const answerWithin = 5_000

/** Keeps a kiosk supplied with numbers for when the hub is away. */
export interface LeaseKeeper {
  /** The hub's key to seal personal data to; null until it was learnt. */
  readonly sealKey: string | null
  /**
   * Whether this machine is sure which of its numbers it has given. One whose file is new or was damaged is not: until
   * the hub has leased it others, it gives none.
   */
  readonly knowsGiven: boolean
  /** Asks for numbers, and for the key. */
  ask(): void
  /** The log has moved: a new day or service needs numbers. */
  follow(events: readonly RecordedEvent[]): void
  close(): void
}

const asking: ReadonlySet<string> = new Set(['DayOpened', 'ServiceSaved', 'CentreConfigured'])

/** Opens the keeper; the leases themselves come with the log. */
export function leaseKeeper(options: {
  readonly clock: Clock
  readonly store: AgentStore
  readonly deviceId: string
  readonly send: HubClient['send']
  mirror(): CentreState
  live(): boolean
}): LeaseKeeper {
  const kept = options.store.table('seal-key', z.string())
  let sealKey = kept.all()[0] ?? null
  const lost = options.store.table('given-lost', z.boolean())
  if (!options.store.isWhole) lost.put('leases', true)
  let knowsGiven = lost.all().length === 0
  /** Leases this machine may have given from; null until the hub has said which it has. */
  let doubtful: readonly NumberLease[] | null = null
  let underWay = false

  const mine = () =>
    options.mirror().leases.filter((each) => each.deviceId === options.deviceId && each.lapsed !== true)
  const settle = () => {
    if (knowsGiven || (doubtful === null && !options.live())) return
    doubtful ??= mine()
    const isSame = (one: NumberLease) => (other: NumberLease) =>
      isLeaseOf(one, other) && one.from === other.from
    const held = mine()
    if (doubtful.some((lease) => held.some(isSame(lease)))) return
    knowsGiven = true
    try {
      lost.remove('leases')
    } catch {
      // A full disk: the next start asks once more, which does no harm.
    }
  }
  const ask = async () => {
    if (underWay || !options.live()) return
    settle()
    underWay = true
    const body = knowsGiven ? {} : { afresh: true }
    const answer = await options.send({ name: 'lease-numbers', body }, { limitMs: answerWithin })
    underWay = false
    if (!answer.ok || answer.value.sealKey === sealKey) return
    sealKey = answer.value.sealKey
    kept.put('hub', sealKey)
  }
  const askWhenLow = () => {
    if (!knowsGiven || dueLeases(options.mirror(), options.deviceId).length > 0) void ask()
  }
  const timer = options.clock.every(lookEvery, askWhenLow)
  return {
    get sealKey() {
      return sealKey
    },
    get knowsGiven() {
      return knowsGiven
    },
    ask: () => void ask(),
    follow(events) {
      settle()
      if (events.some(({ type }) => asking.has(type))) askWhenLow()
    },
    close: () => timer.cancel(),
  }
}
