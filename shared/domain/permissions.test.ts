import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StaffRole } from './catalogue.ts'
import type { Actor, Command, CommandType, DeviceRole } from './commands.ts'
import { decide } from './decide.ts'
import { openHall } from './hall.fixture.ts'
import { type Grantee, isPermitted, permissions } from './permissions.ts'

const devices: readonly DeviceRole[] = ['kiosk', 'query', 'counter', 'pad', 'display', 'guide']
const roles: readonly StaffRole[] = ['counter', 'guide', 'manager', 'admin']
const types = Object.keys(permissions) as CommandType[]

const actors: readonly (readonly [Grantee, Actor])[] = [
  ['system', { kind: 'system' }],
  ...devices.map(
    (role) => [`device:${role}`, { kind: 'device', deviceId: 'd', role, counterId: 'c1' }] as const,
  ),
  ...roles.map((role) => [`staff:${role}`, { kind: 'staff', staffId: 's1', roles: [role] }] as const),
]

const work =
  'open close call-next call-number recall arrive absent finish hold resume transfer next-service recuse left pause unpause undo'
const numbers = 'issue print-result reprint cancel reactivate check-in cancel-booking walk-out'
const desk = 'book move-booking grant-priority document-ready'
const house =
  'configure save-service save-counter save-staff save-ticket-template save-medium remove-medium open-day close-day'
const papers = 'begin-rating-task answer-rating-task sign-report save-activity'

/** The whole table again, told from the other side: what each may do. */
const may: Readonly<Record<Grantee, string>> = {
  system: `${house} ask-rating-task note-receipt tick begin-epoch lapse-rating book cancel-booking document-ready`,
  'device:kiosk': `${numbers} report-device report-announcement lease-numbers merge-offline`,
  'device:query': 'report-device report-announcement',
  'device:counter': `${work} reactivate walk-out document-ready raise-emergency report-device report-announcement merge-offline`,
  'device:pad': 'rate begin-rating lapse-rating report-device report-announcement',
  'device:display': 'report-device report-announcement report-plays',
  'device:guide': `${numbers} ${desk} raise-emergency report-device report-announcement`,
  'staff:counter': `attach ${work} reactivate walk-out document-ready raise-emergency`,
  'staff:guide': `attach ${work} ${numbers} ${desk} settle-conflict bar lift-bar raise-emergency end-emergency change-roll`,
  'staff:manager': `attach ${work} ${numbers} ${desk} settle-conflict bar lift-bar ${house} ${papers} raise-emergency end-emergency change-roll`,
  'staff:admin': `${house} ${papers} raise-emergency change-roll`,
}

test.each(actors)('%s may do exactly this', (grantee, actor) => {
  const allowed = types.filter((type) => isPermitted(actor, type)).sort()
  expect(allowed).toEqual(may[grantee].split(' ').sort())
})

test('whatever is not in the table is forbidden before anything else is looked at', () => {
  const pairs = fc.tuple(fc.constantFrom(...actors), fc.constantFrom(...types))
  fc.assert(
    fc.property(pairs, ([[, actor], type]) => {
      fc.pre(!isPermitted(actor, type))
      const context = { now: 0, freshId: 'x', actor, estimate: () => ({ p50Minutes: 0, p80Minutes: 0 }) }
      const bare = { type, counterId: 'c1' } as unknown as Command
      expect(decide(openHall().state, bare, context)).toMatchObject({ error: { code: 'forbidden' } })
    }),
    { seed: 5, numRuns: 150 },
  )
})

test('staff without a role may do nothing', () => {
  const nobody: Actor = { kind: 'staff', staffId: 's1', roles: [] }
  expect(types.filter((type) => isPermitted(nobody, type))).toEqual([])
})
