import fc from 'fast-check'
import type { Actor, Claim, Command, CounterCommand } from '#domain'
import { testCounters, testServices, testStaff } from './test_centre.ts'

/**
 * A step of a story: who does what. Which ticket is meant is a place among the tickets there are by then, so that
 * shrinking keeps stories sensible.
 */
export type Step =
  | {
      readonly kind: 'issue'
      readonly serviceId: string
      readonly person: number | null
      readonly elderly: boolean
    }
  | { readonly kind: 'counter'; readonly counterId: string; readonly command: CounterCommand }
  | {
      readonly kind: 'resume' | 'print' | 'void' | 'unknown' | 'cancel' | 'reactivate' | 'rate'
      readonly pick: number
    }
  | {
      readonly kind: 'transfer'
      readonly counterId: string
      readonly serviceId: string
      readonly front: boolean
    }
  | { readonly kind: 'pass'; readonly seconds: number }
  | { readonly kind: 'close-day' }

const serviceId = fc.constantFrom(...testServices.map(({ id }) => id))
const counterId = fc.constantFrom(...testCounters.map(({ id }) => id))
const pick = fc.nat(30)

const plain: readonly CounterCommand[] = [
  { type: 'open', staffId: null },
  { type: 'close' },
  { type: 'call-next', finishCurrent: null },
  { type: 'call-next', finishCurrent: 'done' },
  { type: 'call-number', number: 'A001', reason: 'asked for' },
  { type: 'recall' },
  { type: 'arrive' },
  { type: 'absent' },
  { type: 'finish', outcome: 'advised' },
  { type: 'hold', scope: 'me', until: null, reason: '' },
  { type: 'hold', scope: 'any', until: null, reason: '' },
  { type: 'recuse', reason: 'acquainted' },
  { type: 'left' },
  { type: 'pause', reason: 'break' },
  { type: 'unpause' },
  { type: 'undo' },
]

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('issue' as const),
      serviceId,
      person: fc.option(fc.nat(5)),
      elderly: fc.boolean(),
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('counter' as const),
      counterId,
      command: fc.constantFrom(...plain),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('print' as const), pick }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'resume' as const,
        'void' as const,
        'unknown' as const,
        'cancel' as const,
        'reactivate' as const,
        'rate' as const,
      ),
      pick,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('transfer' as const),
      counterId,
      serviceId,
      front: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      seconds: fc.integer({ min: -3_600, max: 7_200 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'close-day' as const }) },
)

/** Stories of a day, or a few: any mixture of what people do at kiosks, counters and pads. */
export const stories = (maxLength = 100): fc.Arbitrary<readonly Step[]> =>
  // Without a size fast-check keeps to stories of ten steps, in which hardly anybody is served.
  fc.array(step, { maxLength, size: 'max' })

/** A command with its sender. */
export interface Sent {
  readonly actor: Actor
  readonly command: Command
}

const kiosk: Actor = { kind: 'device', deviceId: 'kiosk-1', role: 'kiosk', counterId: null }
const manager: Actor = { kind: 'staff', staffId: testStaff[4]?.id ?? '', roles: ['manager'] }
const atCounter = (id: string): Actor => ({
  kind: 'device',
  deviceId: `counter-${id}`,
  role: 'counter',
  counterId: id,
})

/** What a step means when these tickets exist (ids in the order of issue); null when it only lets time pass. */
export function sentBy(
  step: Step,
  ticketIds: readonly string[],
  legOf: (id: string) => { leg: number; counterId: string },
): Sent | null {
  const ticketId = 'pick' in step ? (ticketIds[step.pick % Math.max(1, ticketIds.length)] ?? 'nobody') : ''
  switch (step.kind) {
    case 'pass':
      return null
    case 'close-day':
      return { actor: manager, command: { type: 'close-day' } }
    case 'issue': {
      const personRef = step.person === null ? null : `person-${step.person}`
      const age = step.elderly ? 75 : 40
      const claims: readonly Claim[] = step.elderly ? ['elderly'] : []
      const rest = { channel: 'kiosk', delivery: 'print', claims } as const
      return { actor: kiosk, command: { type: 'issue', serviceId: step.serviceId, personRef, age, ...rest } }
    }
    case 'counter':
      return { actor: atCounter(step.counterId), command: { counterId: step.counterId, ...step.command } }
    case 'transfer': {
      const target = {
        serviceId: step.serviceId,
        toCounterId: null,
        staffId: null,
        noteRef: null,
        returnToMe: false,
      }
      const position = step.front ? 'front' : 'taken'
      const { counterId } = step
      return { actor: atCounter(counterId), command: { counterId, type: 'transfer', ...target, position } }
    }
    case 'print':
    case 'void':
    case 'unknown': {
      const result = ({ print: 'confirmed', void: 'failed', unknown: 'unknown' } as const)[step.kind]
      return { actor: kiosk, command: { type: 'print-result', ticketId, result, reason: '' } }
    }
    case 'resume': {
      const { counterId } = legOf(ticketId)
      return { actor: atCounter(counterId), command: { counterId, type: 'resume', ticketId } }
    }
    case 'cancel':
      return { actor: kiosk, command: { type: 'cancel', ticketId, reason: '' } }
    case 'reactivate':
      return { actor: kiosk, command: { type: 'reactivate', ticketId } }
    case 'rate': {
      const { leg, counterId } = legOf(ticketId)
      const marks = { overall: 5, attitude: 5, efficiency: 4, competence: 5 }
      const actor: Actor = { kind: 'device', deviceId: `pad-${counterId}`, role: 'pad', counterId }
      const given = { marks, reasons: [], commentRef: null, channel: 'pad' as const }
      return { actor, command: { type: 'rate', ticketId, leg, ...given } }
    }
  }
}
