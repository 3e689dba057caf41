import fc from 'fast-check'
import type { Moment } from './life.ts'
import type { Weather } from './network.ts'

/** Machines of the hall, in this order. */
export const machines = [
  { deviceId: 'kiosk-1', role: 'kiosk', counterId: null },
  { deviceId: 'kiosk-3', role: 'kiosk', counterId: null },
  { deviceId: 'counter-1', role: 'counter', counterId: '1' },
  { deviceId: 'counter-2', role: 'counter', counterId: '2' },
] as const

/** Index into `machines`. */
type Who = number

/** What a member of staff does: what comes next, calls the number on somebody's paper, or something else. */
export type Act =
  | 'next'
  | 'typed'
  | 'transfer'
  | 'hold'
  | 'resume'
  | 'undo'
  /** Pauses, or goes on after a pause. */
  | 'pause'
  /** Closes the counter, or opens it. */
  | 'door'

/** A day in its middle, or in its last seconds: then the next one begins while the schedule is played. */
export type Begins = 'morning' | 'evening'

/** One thing that happens. */
export type Step =
  | { readonly do: 'press'; readonly who: Who }
  | { readonly do: 'guide' }
  | { readonly do: 'check-in'; readonly who: Who; readonly booking: number }
  /** The newest paper of a kiosk again. */
  | { readonly do: 'reprint'; readonly who: Who }
  /** The visitor at a counter's pad. */
  | { readonly do: 'rate'; readonly who: Who }
  | { readonly do: 'counter'; readonly who: Who; readonly act: Act }
  | { readonly do: 'cable'; readonly who: Who; readonly weather: Weather }
  | { readonly do: 'city'; readonly weather: Weather }
  | { readonly do: 'kill'; readonly what: 'hub' | 'city' | Who; readonly moment: Moment }
  | { readonly do: 'start'; readonly what: 'hub' | 'city' | Who }
  | { readonly do: 'wait'; readonly ms: number }

/** What happens, in order, and the seed of delays, copies and losses. */
export interface Schedule {
  readonly seed: number
  readonly begins: Begins
  readonly steps: readonly Step[]
}

const kiosk = fc.nat(1)
const desk = fc.nat(1).map((index) => index + 2)
const anyMachine = fc.nat(3)
const weather = fc.constantFrom<Weather>('calm', 'calm', 'cut', 'cut', 'silent', 'deaf', 'mute', 'storm')
const program = fc.oneof(
  { weight: 3, arbitrary: fc.constant('hub' as const) },
  { weight: 2, arbitrary: fc.constant('city' as const) },
  { weight: 3, arbitrary: anyMachine },
)
const act = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Act>('next') },
  { weight: 2, arbitrary: fc.constant<Act>('typed') },
  {
    weight: 6,
    arbitrary: fc.constantFrom<Act>('transfer', 'hold', 'resume', 'undo', 'pause', 'door'),
  },
)
/** Bookings of a morning. */
export const bookings = 2

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('press' as const), who: kiosk }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('guide' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('check-in' as const), who: kiosk, booking: fc.nat(bookings - 1) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reprint' as const), who: kiosk }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('rate' as const), who: desk }) },
  { weight: 13, arbitrary: fc.record({ do: fc.constant('counter' as const), who: desk, act }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('cable' as const), who: anyMachine, weather }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('city' as const), weather }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('kill' as const),
      what: program,
      moment: fc.constantFrom<Moment>('now', 'before', 'after'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('start' as const), what: program }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(50, 500, 1_500, 4_000) }),
  },
)

const begins = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Begins>('morning') },
  { weight: 1, arbitrary: fc.constant<Begins>('evening') },
)

/** Schedules of up to so many steps. */
export const schedules = (longest: number): fc.Arbitrary<Schedule> =>
  fc.record({
    seed: fc.nat(),
    begins,
    steps: fc.array(step, { minLength: 3, maxLength: longest, size: 'max' }),
  })
