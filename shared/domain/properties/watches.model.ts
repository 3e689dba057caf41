import { expect } from 'vitest'
import type { decide } from '../decide.ts'
import { evolve } from '../evolve.ts'
import { type Hall, minute, type Rules, system, terminal } from '../hall.fixture.ts'
import { fromSnapshot, toSnapshot } from '../snapshot.ts'
import { emptyCentre, liveCounter } from '../state.ts'
import type { Watch } from './check.model.ts'
import { arrivalOrder, boundedBypass, oneInN } from './dispatch_invariants.model.ts'
import {
  bookingsOnce,
  legalEdges,
  onePlace,
  slotsHold,
  truthfulCounts,
  undoRestores,
  uniqueNumbers,
} from './invariants.model.ts'

/** The log told again gives the same state. */
export function replayIsState(evolveAgain: typeof evolve = evolve): Watch {
  return {
    jumps: true,
    witness: () => ({}),
    atEnd(hall) {
      const again = hall.log.reduce(evolveAgain, emptyCentre())
      expect(toSnapshot(again)).toEqual(toSnapshot(hall.state))
    },
  }
}

/** A state written as JSON and read back is the same state. */
export function snapshotReturns(read: typeof fromSnapshot = fromSnapshot): Watch {
  return {
    jumps: false,
    witness: () => ({}),
    atEnd({ state }) {
      const text = JSON.stringify(toSnapshot(state))
      expect(read(JSON.parse(text))).toEqual(state)
    },
  }
}

const desks = ['c1', 'c2', 'r1'] as const

function serveOne(hall: Hall, counterId: string): boolean {
  const at = terminal(counterId)
  const current = hall.state.live.get(liveCounter(hall.state, counterId).currentTicketId ?? '')
  if (current?.state === 'CALLED') hall.run({ type: 'arrive', counterId }, at)
  if (current !== undefined) hall.run({ type: 'finish', counterId, outcome: 'done' }, at)
  const called = hall.run({ type: 'call-next', counterId, finishCurrent: null }, at)
  return current !== undefined || (called.ok && called.value.length > 0)
}

/** With everybody at work and nobody new, whoever waits is called, each at most once a leg. */
export const nobodyStarves: Watch = {
  jumps: false,
  witness: () => ({}),
  atEnd(hall) {
    if (!hall.state.dayOpen) hall.now += 24 * 60 * minute
    hall.run({ type: 'tick' }, system)
    for (const counterId of desks) {
      hall.run({ type: 'open', counterId, staffId: null }, terminal(counterId))
      hall.run({ type: 'unpause', counterId }, terminal(counterId))
    }
    hall.now += 40 * minute
    const bound = 4 * hall.state.live.size + desks.length
    for (let round = 0; round < bound; round++) desks.map((counterId) => serveOne(hall, counterId))
    for (const ticket of hall.state.live.values()) {
      if (ticket.state === 'WAITING') expect(ticket.excludedStaffIds, ticket.number).not.toEqual([])
    }
  },
}

/** Rules that look whether a decision touched the state. */
export const soundly = (deciding: typeof decide): Rules => ({
  decide(state, command, context) {
    const before = JSON.stringify(toSnapshot(state))
    const decision = deciding(state, command, context)
    if (JSON.stringify(toSnapshot(state)) !== before)
      throw new Error(`deciding ${command.type} changed the state`)
    return decision
  },
  evolve,
})

/** Two clocks, one of them set to and fro: the same people are called in the same order (see `arrivalOrder`). */
export const clockKeepsOrder: Watch = { jumps: true, witness: arrivalOrder }

export const watches: Readonly<Record<string, Watch>> = {
  'no ticket at two counters, no counter with two tickets': { jumps: true, witness: onePlace },
  'a number is unique per day and series': { jumps: true, witness: uniqueNumbers },
  'only the edges of the state diagram': { jumps: true, witness: legalEdges },
  'the counts of those who wait are true': { jumps: true, witness: truthfulCounts },
  'inside a class the order is that of arrival': { jumps: false, witness: arrivalOrder },
  'clock jumps change no order': clockKeepsOrder,
  'bypass is bounded by the target time': { jumps: false, witness: boundedBypass },
  // A rush and patience of half a minute, so that most days come to the guard before anybody is overdue.
  'one normal ticket after N priorities': {
    jumps: false,
    rush: true,
    policy: { priorityRunMinutes: 0.5 },
    witness: oneInN,
  },
  'undo restores the view it undid': { jumps: true, witness: undoRestores },
  'a booking is settled once': { jumps: true, witness: bookingsOnce },
  'a slot holds no more than it has room for': { jumps: true, witness: slotsHold },
  'nobody starves': nobodyStarves,
  'replay of the log is the state': replayIsState(),
  'a snapshot comes back the same': snapshotReturns(),
}
