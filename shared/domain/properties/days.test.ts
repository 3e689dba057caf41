import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decide } from '../decide.ts'
import { emptyHall } from '../hall.fixture.ts'
import { holds, runs } from './check.model.ts'
import { live } from './live.model.ts'
import { stepsArbitrary } from './steps.model.ts'
import { soundly, watches } from './watches.model.ts'

const patience = 20_000 + runs * 200

test.each(Object.entries(watches))('%s', (_, watch) => holds(watch), patience)

test('deciding changes nothing, whether granted or refused', { timeout: patience }, () => {
  const property = fc.property(stepsArbitrary(true, 60), (steps) => live(emptyHall(soundly(decide)), steps))
  fc.assert(property, { seed: 7, numRuns: Math.ceil(runs / 4) })
})

test('the days are lively: every kind of event happens in them', () => {
  const seen = new Set<string>()
  const witness = { before: (_: unknown, event: { readonly type: string }) => void seen.add(event.type) }
  const property = fc.property(stepsArbitrary(false), (steps) => live(emptyHall(undefined, witness), steps))
  fc.assert(property, { seed: 3, numRuns: 120 })
  const expected = [
    'TicketVoided',
    'TicketPrintUnknown',
    'TicketRecalled',
    'TicketMissed',
    'TicketReactivated',
    'TicketHeld',
    'TicketResumed',
    'TicketTransferred',
    'TicketRecused',
    'TicketFinished',
    'TicketLeft',
    'TicketCancelled',
    'TicketNoShow',
    'TicketNextLeg',
    'TicketReclassified',
    'BookingMade',
    'BookingCancelled',
    'BookingMissed',
    'TransitionUndone',
    'RatingRecorded',
    'RatingLapsed',
    'CounterPaused',
    'DayClosed',
  ]
  expect(expected.filter((type) => !seen.has(type))).toEqual([])
})
