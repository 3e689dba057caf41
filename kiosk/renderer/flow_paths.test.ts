import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  anonymous,
  asked,
  card,
  idNumber,
  issues,
  noPaper,
  run,
  ticket,
  toIdentity,
  typing,
  world,
} from './flow.fixture.ts'
import { canGoBack, isWatched, step } from './flow.ts'
import { type FlowEvent, noVisit, resting } from './flow_types.ts'

const commandIds = ['c1', 'c2', 'c3']
const anyEvent: fc.Arbitrary<FlowEvent> = fc.oneof(
  fc.constantFrom<FlowEvent>(
    { type: 'choose-group', group: 'aid' },
    { type: 'choose-service', serviceId: 'LA' },
    { type: 'take' },
    { type: 'typed', value: idNumber },
    { type: 'typed-all' },
    { type: 'retry' },
    { type: 'noted' },
    { type: 'reprint' },
    { type: 'card-gone' },
    { type: 'back' },
    { type: 'still' },
    { type: 'touch' },
    { type: 'end' },
    { type: 'refused', commandId: 'c1', code: 'unavailable', detail: {} },
    {
      type: 'refused',
      commandId: 'c2',
      code: 'already-has-ticket',
      detail: { ticketId: 't0', number: 'C001' },
    },
  ),
  fc.constantFrom('card', 'typed', 'anonymous').map((way): FlowEvent => ({ type: 'choose-way', way })),
  fc.constantFrom(40, 80, null).map((age): FlowEvent => ({ type: 'card', card: card(age) })),
  fc.boolean().map((wanted): FlowEvent => ({ type: 'priority', wanted })),
  fc.constantFrom(...commandIds).map((commandId): FlowEvent => ({ type: 'confirm', commandId })),
  fc
    .constantFrom(...commandIds)
    .map((commandId): FlowEvent => ({ type: 'answered', commandId, ticket: ticket(`ticket-${commandId}`) })),
  fc
    .tuple(
      fc.constantFrom(...commandIds),
      fc.constantFrom('printing', 'confirmed', 'weak', 'refused', 'unknown'),
    )
    .map(
      ([id, state]): FlowEvent => ({
        type: 'print',
        progress: { ticketId: `ticket-${id}`, state, reason: null },
      }),
    ),
)

/** Most random presses do nothing; a real start makes the paths long. */
const typed: FlowEvent[] = [...typing, { type: 'typed', value: idNumber }]
const anyPath = fc
  .tuple(
    fc.constantFrom<FlowEvent[]>([], toIdentity, anonymous, typing, typed, asked),
    fc.array(anyEvent, { maxLength: 40 }),
  )
  .map(([start, rest]) => [...start, ...rest])
const anyWorld = fc.constantFrom(world, noPaper)

describe('on any path', () => {
  test('nothing entered is left after the end', () => {
    fc.assert(
      fc.property(anyPath, anyWorld, (events, at) => {
        const { flow } = run([...events, { type: 'end' }], at)
        expect(flow).toMatchObject({ screen: { at: 'home' }, visit: noVisit, warned: false })
        expect(JSON.stringify(flow)).not.toContain(idNumber)
      }),
      { numRuns: 1_000 },
    )
  })

  test('a typed number is held only while it is needed', () => {
    const needed = ['type', 'priority', 'confirm', 'issuing', 'refused']
    fc.assert(
      fc.property(anyPath, anyWorld, (events, at) => {
        const { flow, screen } = run(events, at)
        if (!needed.includes(screen.at)) expect(JSON.stringify(flow)).not.toContain(idNumber)
      }),
      { numRuns: 1_000 },
    )
  })

  test('a number is asked for only by a press on the confirm screen, once, or by asking again with the same id', () => {
    fc.assert(
      fc.property(anyPath, anyWorld, (events, at) => {
        let flow = resting
        for (const event of events) {
          const after = step(flow, event, at)
          const sent = issues(after.effects)
          if (sent.length > 0) {
            expect(sent).toHaveLength(1)
            expect([`confirm ${event.type}`, `refused ${event.type}`]).toContain(
              `${flow.screen.at} ${event.type}`,
            )
            expect(after.flow.screen.at).toBe('issuing')
          }
          if (flow.screen.at === 'issuing') expect(sent).toEqual([])
          flow = after.flow
        }
      }),
      { numRuns: 1_000 },
    )
  })

  test('there is always a way back: 返回, or the screen waits for an answer or for 「我已记下号码」', () => {
    fc.assert(
      fc.property(anyPath, anyWorld, (events, at) => {
        let { flow } = run(events, at)
        for (let presses = 0; canGoBack(flow) && presses < 10; presses++)
          flow = step(flow, { type: 'back' }, at).flow
        expect(['home', 'issuing', 'show']).toContain(flow.screen.at)
      }),
      { numRuns: 1_000 },
    )
  })

  test('a number that was only on the screen is settled exactly once when the screen is left', () => {
    fc.assert(
      fc.property(anyPath, anyWorld, (events, at) => {
        let flow = resting
        for (const event of events) {
          const after = step(flow, event, at)
          const { screen } = flow
          if (screen.at === 'show' && after.flow.screen.at !== 'show') {
            const settled = after.effects.filter((effect) => effect.type === 'settle')
            expect(settled.map((effect) => effect.ticketId)).toEqual([screen.ticket.id])
          }
          flow = after.flow
        }
      }),
      { numRuns: 1_000 },
    )
  })

  test('a home page with something entered is watched, an untouched one is not', () => {
    fc.assert(
      fc.property(anyPath, anyWorld, (events, at) => {
        const { flow, screen } = run(events, at)
        if (screen.at === 'home') expect(isWatched(flow)).toBe(flow.visit.card !== null)
        if (screen.at === 'home') expect(flow.visit.typed).toBe('')
      }),
      { numRuns: 1_000 },
    )
  })
})
