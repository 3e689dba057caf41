import { guide, type Hall, minute, system, terminal } from '../hall.fixture.ts'
import { liveCounter } from '../state.ts'
import type { Ticket } from '../ticket.ts'
import { demand } from './broken.model.ts'
import type { Invariant } from './judge.model.ts'
import { desksOf } from './setting.model.ts'

function serveOne(hall: Hall, counterId: string): void {
  const at = terminal(counterId)
  const current = hall.state.live.get(liveCounter(hall.state, counterId).currentTicketId ?? '')
  if (current?.state === 'CALLED') hall.run({ type: 'arrive', counterId }, at)
  if (current !== undefined) hall.run({ type: 'finish', counterId, outcome: 'done' }, at)
  hall.run({ type: 'call-next', counterId, finishCurrent: null }, at)
}

/** Everybody at work, nobody new, and so late that every target is over. */
function evening(hall: Hall, desks: readonly string[]): void {
  if (!hall.state.dayOpen) hall.now += 24 * 60 * minute
  hall.run({ type: 'tick' }, system)
  hall.run({ type: 'end-emergency' }, guide)
  for (const counterId of desks) {
    hall.run({ type: 'open', counterId, staffId: null }, terminal(counterId))
    hall.run({ type: 'unpause', counterId }, terminal(counterId))
  }
  const longest = Math.max(...[...hall.state.services.values()].map(({ targetMinutes }) => targetMinutes))
  hall.now += 2 * longest * minute
}

/** Whether somebody at work has the service and need not keep away. */
const couldBeServed = ({ state }: Hall, { leg, excludedStaffIds }: Ticket) =>
  [...state.counterLive].some(
    ([id, { staffId }]) =>
      staffId !== null &&
      !excludedStaffIds.includes(staffId) &&
      state.counters.get(id)?.serviceIds.includes(leg.serviceId) === true,
  )

const waitsForAnybody = (hall: Hall, ticket: Ticket) =>
  ticket.state === 'WAITING' && (ticket.excludedStaffIds.length === 0 || couldBeServed(hall, ticket))

/** Whether somebody waits, or may come back to wait when the present step is over. */
const isBusy = ({ state: { live } }: Hall) =>
  [...live.values()].some((ticket) => ticket.state !== 'HELD' && ticket.state !== 'MISSED')

/**
 * With everybody at work and nobody new, each round of the counters calls at least one of those who wait, and nobody
 * comes back more than once: so whoever waits is called within twice as many rounds as there are people. Left over is
 * only whom everybody at work who has the service has declared a conflict of interest with.
 */
export const nobodyStarves: Invariant = {
  name: 'nobody starves',
  needsSteadyClock: true,
  look: (setting) => ({
    atEnd(hall) {
      const desks = desksOf(setting)
      evening(hall, desks)
      const { live } = hall.state
      const rounds = 2 * live.size + 1
      for (let round = 0; round < rounds && isBusy(hall); round++)
        for (const counterId of desks) serveOne(hall, counterId)
      const left = [...live.values()].find((ticket) => waitsForAnybody(hall, ticket))
      demand(left === undefined, `${left?.number} still waits after ${rounds} rounds`)
    },
  }),
}
