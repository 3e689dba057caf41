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
import { machines } from './schedule.ts'

/** The morning on which every schedule begins. */
export const morning = Date.parse('2026-03-02T01:00:00Z')

const raw = faultCentre({ kiosks: 3, counters: 2 }) as Record<string, unknown>
const { policy } = testDefinition({ hours: 'always', leaseSize: 4, leaseLow: 2 } as never) as {
  policy: unknown
}
const definition = centreDefinition.parse({ ...raw, policy })

/** Who may speak to the hub, by name. */
export const identities: ReadonlyMap<string, Identity> = new Map<string, Identity>(
  [...machines, { deviceId: 'guide-2', role: 'guide' as const, counterId: null }].map((each) => [
    each.deviceId,
    { kind: 'device', ...each },
  ]),
)
/** Who takes numbers at the hub itself, without a cable. */
export const guide: Identity = { kind: 'device', deviceId: 'guide-2', role: 'guide', counterId: null }

/** What every schedule starts from: a furnished centre whose counters are open, and what machines saw of it. */
export interface Furnished {
  readonly batches: readonly (readonly [number, Batch])[]
  readonly saved: SavedState
}

/** Furnishes a centre once. */
export async function furnish(): Promise<Furnished> {
  const clock = simulatedClock(morning)
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
  const commands: readonly Command[] = [...furnitureOf(definition), { type: 'tick' }]
  await Promise.all(commands.map((command) => centre.executeOwn(command)))
  for (const { deviceId, role, counterId } of machines) {
    const actor: Identity = { kind: 'device', deviceId, role, counterId }
    const command: Command =
      counterId === null
        ? { type: 'lease-numbers' }
        : { counterId, type: 'open', staffId: `clerk-${counterId}` }
    const answer = await centre.execute({
      ...{ commandId: newId(), actor, command, fingerprint: '', sealed: [], reply: () => null },
    })
    if (!answer.ok) throw new Error(`not furnished: ${command.type} ${answer.error.code}`)
  }
  const head = await store.eventsAfter(centre.head() - 1, 1)
  const saved = {
    snapshot: toSnapshot(centre.state()),
    lastHash: head[0]?.hash ?? null,
    savedAt: clock.now(),
  }
  return { batches, saved }
}
