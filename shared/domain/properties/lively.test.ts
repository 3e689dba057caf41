import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decide } from '../decide.ts'
import { evolve } from '../evolve.ts'
import { soundRules } from '../hall.fixture.ts'
import { toSnapshot } from '../snapshot.ts'
import { type Invariant, judge } from './judge.model.ts'
import { jumpyDays, steadyDays } from './steps.model.ts'

const days = fc.oneof(steadyDays, jumpyDays)

test('the days are lively: every event that people can cause happens in them, and every way to be called', () => {
  const seen = new Map<string, number>()
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1)
  const counting: Invariant = {
    name: 'counting',
    look: () => ({
      before(_, event) {
        count(event.type)
        if (event.type === 'TicketCalled') count(`${event.data.why.rule} ${event.data.why.band}`)
      },
    }),
  }
  fc.assert(
    fc.property(days, (day) => judge(day, [counting], soundRules)),
    { seed: 3, numRuns: 1_500 },
  )
  const expected = [
    'TicketPrinted',
    'TicketVoided',
    'TicketPrintUnknown',
    'TicketReprinted',
    'TicketRecalled',
    'TicketArrived',
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
    'PersonBarred',
    'BookingMade',
    'BookingCancelled',
    'BookingMissed',
    'BookingReopened',
    'BookingMoved',
    'TransitionUndone',
    'RatingRecorded',
    'RatingLapsed',
    'CounterPaused',
    'EmergencyRaised',
    'EmergencyEnded',
    'DayOpened',
    'DayClosed',
    'dispatch A',
    'dispatch B',
    'dispatch C',
    'dispatch D',
    'by-number A',
    'guard D',
    'condition D',
  ]
  expect(expected.filter((what) => (seen.get(what) ?? 0) < 5)).toEqual([])
})

test('deciding changes nothing, by the whole text of the state', () => {
  const slowly: typeof decide = (state, command, context) => {
    const before = JSON.stringify(toSnapshot(state))
    const decision = decide(state, command, context)
    expect(JSON.stringify(toSnapshot(state))).toBe(before)
    return decision
  }
  const property = fc.property(days, (day) => judge(day, [], { decide: slowly, evolve }))
  fc.assert(property, { seed: 7, numRuns: 200 })
})
