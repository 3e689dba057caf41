import { expect, test } from 'vitest'
import type { CounterCommand } from '../commands.ts'
import { granted, type Hall, openHall, system, take, terminal, ticketNow } from '../hall.fixture.ts'
import { liveCounter } from '../state.ts'

const at = (hall: Hall, counterId: string, command: CounterCommand) =>
  granted(hall.run({ counterId, ...command }, terminal(counterId)))

const to = (staffId: string, returnToMe: boolean): CounterCommand => ({
  type: 'transfer',
  serviceId: null,
  toCounterId: null,
  staffId,
  position: 'taken',
  noteRef: null,
  returnToMe,
})

function serve(hall: Hall, counterId: string) {
  at(hall, counterId, { type: 'call-next', finishCurrent: null })
  at(hall, counterId, { type: 'arrive' })
}

/** Who has the ticket, one after another, until it is done; each counter finishes it when it gets it. */
function wayHome(hall: Hall, ticketId: string): string[] {
  const seen: string[] = []
  for (let round = 0; round < 5 && ticketNow(hall, ticketId).state !== 'DONE'; round++) {
    const staffId = ticketNow(hall, ticketId).affinity?.staffId
    const counterId = [...hall.state.counterLive].find(([, live]) => live.staffId === staffId)?.[0] ?? ''
    serve(hall, counterId)
    at(hall, counterId, { type: 'finish', outcome: 'done' })
    seen.push(counterId)
  }
  return seen
}

test('sent on twice with “back to me”, it comes back to the second, then to the first', () => {
  const hall = openHall(['c1', 'c2', 'r1'])
  const { id } = take(hall)
  serve(hall, 'c1')
  at(hall, 'c1', to('s2', true))
  serve(hall, 'c2')
  at(hall, 'c2', to('s3', true))
  expect(wayHome(hall, id)).toEqual(['r1', 'c2', 'c1'])
})

test('sent back by hand it has come back: it is not sent to the same person again', () => {
  const hall = openHall(['c1', 'c2'])
  const { id } = take(hall)
  serve(hall, 'c1')
  at(hall, 'c1', to('s2', true))
  serve(hall, 'c2')
  at(hall, 'c2', to('s1', false))
  expect(wayHome(hall, id)).toEqual(['c1'])
})

test('to and fro with “back to me” both times: each has it once more, and it ends', () => {
  const hall = openHall(['c1', 'c2'])
  const { id } = take(hall)
  serve(hall, 'c1')
  at(hall, 'c1', to('s2', true))
  serve(hall, 'c2')
  at(hall, 'c2', to('s1', true))
  expect(wayHome(hall, id)).toEqual(['c1', 'c2'])
})

test('who has left the house is passed over on the way home', () => {
  const hall = openHall(['c1', 'c2', 'r1'])
  const { id } = take(hall)
  serve(hall, 'c1')
  at(hall, 'c1', to('s2', true))
  serve(hall, 'c2')
  at(hall, 'c2', to('s3', true))
  at(hall, 'c2', { type: 'close' })
  const left = hall.state.staff.get('s2')
  if (left === undefined) throw new Error('no s2')
  granted(hall.run({ type: 'save-staff', staff: { ...left, enabled: false } }, system))
  expect(wayHome(hall, id)).toEqual(['r1', 'c1'])
  expect(liveCounter(hall.state, 'c1').currentTicketId).toBeNull()
})
