import { simulatedClock } from '#basics'
import { type Command, toSnapshot } from '#domain'
import { testDefinition } from '#testing'
import type { Identity } from '../../../hub/access/identify.ts'
import { openCentre } from '../../../hub/core/centre.ts'
import { centreDefinition } from '../../../hub/definition.ts'
import { furnitureOf } from '../../../hub/seed.ts'
import type { Batch, EventStore } from '../../../hub/store/event_store.ts'
import { memoryEventStore } from '../../../hub/store/memory_store.ts'
import type { SavedState } from '../../../shared/agent/saved_mirror.ts'
import { faultCentre } from '../../faults/support/fault_centre.ts'
import { type Begins, bookings, machines } from './schedule.ts'

const dayMs = 24 * 3_600_000
/** Nine in the morning, in Shanghai. */
const morning = Date.parse('2026-03-02T01:00:00Z')
/** When schedules begin, ms since the epoch; an evening is four seconds before midnight. */
export const beginnings: Readonly<Record<Begins, number>> = {
  morning,
  evening: morning + 15 * 3_600_000 - 4_000,
}

const raw = faultCentre({ kiosks: 3, counters: 2 }) as { readonly services: readonly object[] }
const { policy } = testDefinition({ hours: 'always', leaseSize: 4, leaseLow: 2 } as never) as {
  policy: unknown
}
const [booked, ...services] = raw.services
const bookable = { ...booked, booking: { slotMinutes: 15, capacity: 4 } }
const definition = centreDefinition.parse({ ...raw, policy, services: [bookable, ...services] })

const pads = machines.flatMap(({ counterId }) =>
  counterId === null ? [] : [{ deviceId: `pad-${counterId}`, role: 'pad' as const, counterId }],
)
/** Who may speak to the hub, by name. */
export const identities: ReadonlyMap<string, Identity> = new Map<string, Identity>(
  [...machines, ...pads, { deviceId: 'guide-2', role: 'guide' as const, counterId: null }].map((each) => [
    each.deviceId,
    { kind: 'device', ...each },
  ]),
)
/** Who takes numbers at the hub itself, without a cable. */
export const guide: Identity = { kind: 'device', deviceId: 'guide-2', role: 'guide', counterId: null }

/** What schedules start from: a centre at work, and what machines saw of it. */
export interface Furnished {
  readonly batches: readonly (readonly [number, Batch])[]
  readonly saved: SavedState
}

const take: Command = {
  ...{ type: 'issue', serviceId: 'LC', personRef: null, age: null, claims: [] },
  ...{ channel: 'guide', delivery: 'spoken' },
}
const visit = (counterId: string): Command[] => [
  { counterId, type: 'call-next', finishCurrent: null },
  { counterId, type: 'arrive' },
]

/** A counter at which somebody is served, one whose visitor is asked for a rating, and somebody who waits. */
const work: readonly (readonly [string, Command])[] = [
  ...Array.from({ length: 3 }, () => ['guide-2', take] as const),
  ...visit('1').map((command) => ['counter-1', command] as const),
  ...visit('2').map((command) => ['counter-2', command] as const),
  ['counter-2', { counterId: '2', type: 'finish', outcome: 'done' }],
]

/** Furnishes a centre once. Kiosks lease in turns, so that each has other numbers on the next day than on this. */
export async function furnish(begins: Begins): Promise<Furnished> {
  const beginsAt = beginnings[begins]
  const clock = simulatedClock(beginsAt - dayMs)
  const batches: (readonly [number, Batch])[] = []
  const store = memoryEventStore()
  const recording: EventStore = {
    ...store,
    append(expected, batch) {
      batches.push([expected, batch])
      return store.append(expected, batch)
    },
  }
  let ids = 0
  const newId = () => `F${String(++ids).padStart(25, '0')}`
  const quiet = () => undefined
  const centre = await openCentre({
    ...{ store: recording, clock, newId, site: 'site', snapshotEvery: 1_000_000, fencedBy: null },
    ...{ onCommit: quiet, onFault: quiet },
  })
  const run = async (deviceId: string, command: Command) => {
    const actor = identities.get(deviceId) ?? guide
    const answer = await centre.execute({
      ...{ commandId: newId(), actor, command, fingerprint: '', sealed: [], reply: () => null },
    })
    if (!answer.ok) throw new Error(`not furnished: ${command.type} ${answer.error.code}`)
  }
  await Promise.all(
    [...furnitureOf(definition), { type: 'tick' } as const].map((command) => centre.executeOwn(command)),
  )
  await run('kiosk-3', { type: 'lease-numbers' })
  clock.jumpTo(beginsAt)
  await centre.executeOwn({ type: 'tick' })
  for (const { deviceId, counterId } of machines)
    await run(
      deviceId,
      counterId === null
        ? { type: 'lease-numbers' }
        : { counterId, type: 'open', staffId: `clerk-${counterId}` },
    )
  for (const [deviceId, command] of work) await run(deviceId, command)
  const slotAt = beginsAt + 15 * 60_000
  for (let made = 0; begins === 'morning' && made < bookings; made += 1)
    await run('guide-2', { type: 'book', serviceId: 'LC', slotAt, personRef: null, agentRef: null })
  const head = await store.eventsAfter(centre.head() - 1, 1)
  const saved = {
    snapshot: toSnapshot(centre.state()),
    lastHash: head[0]?.hash ?? null,
    savedAt: clock.now(),
  }
  return { batches, saved }
}
