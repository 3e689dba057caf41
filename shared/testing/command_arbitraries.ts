import fc from 'fast-check'
import type { Actor, Claim, Command, CounterCommand, TicketState } from '#domain'
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

const weighted = (weight: number, command: CounterCommand) => ({ weight, arbitrary: fc.constant(command) })

/** What counters do, about as often as it leads somewhere; all of it also comes when it is wrong. */
const atCounters = fc.oneof(
  weighted(3, { type: 'open', staffId: null }),
  weighted(1, { type: 'close' }),
  weighted(8, { type: 'call-next', finishCurrent: null }),
  weighted(2, { type: 'call-next', finishCurrent: 'done' }),
  weighted(1, { type: 'call-number', number: 'A001', reason: 'asked for' }),
  weighted(3, { type: 'recall' }),
  weighted(5, { type: 'arrive' }),
  weighted(3, { type: 'absent' }),
  weighted(4, { type: 'finish', outcome: 'advised' }),
  weighted(1, { type: 'hold', scope: 'me', until: null, reason: '' }),
  weighted(2, { type: 'hold', scope: 'any', until: null, reason: '' }),
  weighted(1, { type: 'recuse', reason: 'acquainted' }),
  weighted(1, { type: 'left' }),
  weighted(1, { type: 'pause', reason: 'break' }),
  weighted(2, { type: 'unpause' }),
  weighted(2, { type: 'undo' }),
)

const seconds = fc.oneof(
  { weight: 10, arbitrary: fc.integer({ min: 1, max: 60 }) },
  { weight: 3, arbitrary: fc.integer({ min: 60, max: 3_600 }) },
  // Clocks are set back and forth, and nights pass.
  { weight: 1, arbitrary: fc.constantFrom(-3_600, -5, 86_400) },
)

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 16,
    arbitrary: fc.record({
      kind: fc.constant('issue' as const),
      serviceId,
      person: fc.option(fc.nat(5)),
      elderly: fc.boolean(),
    }),
  },
  {
    weight: 40,
    arbitrary: fc.record({
      kind: fc.constant('counter' as const),
      counterId,
      command: atCounters,
    }),
  },
  { weight: 16, arbitrary: fc.record({ kind: fc.constant('print' as const), pick }) },
  {
    weight: 16,
    arbitrary: fc.record({
      kind: fc.constantFrom('resume' as const, 'void' as const, 'unknown' as const, 'cancel' as const),
      pick,
    }),
  },
  {
    weight: 16,
    arbitrary: fc.record({ kind: fc.constantFrom('reactivate' as const, 'rate' as const), pick }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('transfer' as const),
      counterId,
      serviceId,
      front: fc.boolean(),
    }),
  },
  {
    weight: 20,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      seconds,
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'close-day' as const }) },
)

/** Stories of a day, or a few: any mixture of what people do at kiosks, counters and pads. */
export const stories = (maxLength = 150): fc.Arbitrary<readonly Step[]> =>
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

/** A ticket as a story sees it, to choose a fitting one. */
export interface Choice {
  readonly id: string
  readonly state: TicketState
  readonly leg: number
  readonly counterId: string
  readonly isRatingOpen: boolean
}

const fits: { readonly [Kind in Step['kind']]?: (choice: Choice) => boolean } = {
  print: ({ state }) => state === 'ISSUING',
  void: ({ state }) => state === 'ISSUING',
  unknown: ({ state }) => state === 'ISSUING',
  resume: ({ state }) => state === 'HELD',
  reactivate: ({ state }) => state === 'MISSED',
  rate: ({ isRatingOpen }) => isRatingOpen,
}

const wrongEvery = 8

/** The ticket a step means: mostly one it fits, now and then any. */
function chosen(step: Step, choices: readonly Choice[]): Choice {
  const place = 'pick' in step ? step.pick : 0
  const fitting = place % wrongEvery === 0 ? [] : choices.filter(fits[step.kind] ?? (() => true))
  const among = fitting.length > 0 ? fitting : choices
  const nobody: Choice = { id: 'nobody', state: 'VOID', leg: 0, counterId: '1', isRatingOpen: false }
  return among[place % Math.max(1, among.length)] ?? nobody
}

/** What a step means when there are these tickets; null when it only lets time pass. */
export function sentBy(step: Step, choices: readonly Choice[]): Sent | null {
  const { id: ticketId, leg, counterId: place } = chosen(step, choices)
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
      return { actor: atCounter(place), command: { counterId: place, type: 'resume', ticketId } }
    }
    case 'cancel':
      return { actor: kiosk, command: { type: 'cancel', ticketId, reason: '' } }
    case 'reactivate':
      return { actor: kiosk, command: { type: 'reactivate', ticketId } }
    case 'rate': {
      const counterId = place
      const marks = { overall: 5, attitude: 5, efficiency: 4, competence: 5 }
      const actor: Actor = { kind: 'device', deviceId: `pad-${counterId}`, role: 'pad', counterId }
      const given = { marks, reasons: [], commentRef: null, channel: 'pad' as const }
      return { actor, command: { type: 'rate', ticketId, leg, ...given } }
    }
  }
}
