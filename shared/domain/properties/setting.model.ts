import fc from 'fast-check'
import type { CallCondition, IssueHours, Service } from '../catalogue.ts'
import type { Command } from '../commands.ts'
import { counter, service, site, staff } from '../hall.fixture.ts'
import { defaultPolicy, type Policy } from '../policy.ts'
import type { PriorityClass } from '../ticket.ts'

/** How a hall is set up: every figure of the queue rules that a centre may choose. */
export interface Setting {
  readonly policy: Policy
  readonly services: readonly Service[]
  readonly conditions: readonly CallCondition[]
  /** Services the counters help out with. */
  readonly overflows: boolean
  /** A fourth counter for everything. */
  readonly hasFourth: boolean
}

const serviceId = fc.constantFrom('consult', 'aid', 'mediate')

const classes = fc
  .record({
    military: fc.integer({ min: 0, max: 60 }),
    elderly: fc.integer({ min: 0, max: 40 }),
    rate: fc.constantFrom(1, 1.5, 4),
    normal: fc.constantFrom(0.5, 1, 2),
  })
  .map(({ military, elderly, rate, normal }): Policy['classes'] => {
    const given: Partial<Record<PriorityClass, { base: number; rate: number }>> = {
      military: { base: military, rate: 2 },
      elderly: { base: elderly, rate },
      normal: { base: 0, rate: normal },
    }
    return { ...defaultPolicy.classes, ...given }
  })

const policy: fc.Arbitrary<Policy> = fc
  .record({
    hours: fc.constantFrom<Policy['hours']>('always', 'always', 'always', 'service'),
    recallLimit: fc.nat(3),
    recallGapSeconds: fc.constantFrom(0, 10),
    sameCallSeconds: fc.constantFrom(0, 5),
    absentAfterSeconds: fc.constantFrom(0, 45),
    reactivateLimit: fc.nat(3),
    reactivateWithinMinutes: fc.constantFrom(3, 30),
    reactivateAfter: fc.nat(4),
    undoSeconds: fc.constantFrom(10, 60, 600),
    priorityRun: fc.integer({ min: 1, max: 3 }),
    priorityRunMinutes: fc.constantFrom(0.5, 0.5, 5, 15),
    putOffMinutes: fc.constantFrom(0, 5),
    putOffCalls: fc.nat(3),
    bookingLeadMinutes: fc.constantFrom(0, 5, 20),
    bookingEarlyMinutes: fc.constantFrom(15, 60),
    bookingLateMinutes: fc.constantFrom(0, 10),
    classes,
  })
  .map((given) => ({ ...defaultPolicy, ...given }))

const weekdays = [1, 2, 3, 4, 5, 6, 7]
const stretch = (from: string, to: string, quota: number | null): IssueHours => ({
  days: weekdays,
  from,
  to,
  quota,
})
const hours = fc.constantFrom<readonly IssueHours[]>(
  [stretch('00:00', '24:00', null)],
  [stretch('09:00', '12:00', null), stretch('13:30', '17:00', null)],
  [stretch('09:00', '11:00', 4), stretch('11:00', '17:00', null)],
)

const serviceOf = (id: string, prefix: string, canBook: boolean): fc.Arbitrary<Service> =>
  fc
    .record({
      targetMinutes: fc.constantFrom(5, 10, 20, 20, 45),
      carryOver: fc.boolean(),
      dailyQuota: fc.constantFrom(null, null, null, 6),
      hours,
      capacity: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ capacity, ...given }) =>
      service(id, prefix, canBook ? { ...given, booking: { slotMinutes: 15, capacity } } : given),
    )

const condition = fc.record({
  serviceId,
  overMinutes: fc.constantFrom(0, 2, 10),
  callServiceId: serviceId,
})

/** Halls of every kind. */
export const settings: fc.Arbitrary<Setting> = fc.record({
  policy,
  services: fc.tuple(
    serviceOf('consult', 'A', true),
    serviceOf('aid', 'B', false),
    serviceOf('mediate', 'C', false),
  ),
  conditions: fc.array(condition, { maxLength: 2 }),
  overflows: fc.boolean(),
  hasFourth: fc.boolean(),
})

/** The counters of a setting, by the ids of their desks. */
export const desksOf = ({ hasFourth }: Setting): readonly string[] =>
  hasFourth ? ['c1', 'c2', 'r1', 'c3'] : ['c1', 'c2', 'r1']

/** The commands that furnish a hall and open its day. */
export function furnishAs(setting: Setting): readonly Command[] {
  const { policy, services, conditions, overflows } = setting
  const help = (...ids: string[]) => (overflows ? { overflowServiceIds: ids } : {})
  const counters = [
    { ...counter('c1', ['consult', 'aid'], 's1'), conditions, ...help('mediate') },
    { ...counter('c2', ['consult', 'mediate'], 's2'), ...help('aid') },
    { ...counter('r1', ['mediate'], 's3'), ...help('aid', 'consult') },
    { ...counter('c3', ['consult', 'aid', 'mediate'], 's4'), conditions },
  ]
  const desks = desksOf(setting)
  return [
    { type: 'configure', site, policy },
    ...services.map((each): Command => ({ type: 'save-service', service: each })),
    // In the catalogue, but in the profile of no counter.
    { type: 'save-service', service: service('nobodys', 'D') },
    ...['s1', 's2', 's3', 's4'].map((id): Command => ({ type: 'save-staff', staff: staff(id) })),
    ...counters
      .filter(({ id }) => desks.includes(id))
      .map((each): Command => ({ type: 'save-counter', counter: each })),
    { type: 'open-day', businessDay: '2026-01-05' },
  ]
}
