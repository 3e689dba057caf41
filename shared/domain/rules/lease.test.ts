import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Actor } from '../commands.ts'
import { decide } from '../decide.ts'
import { evolve } from '../evolve.ts'
import { granted, type Hall, issuing, kiosk, openHall, system, take, terminal } from '../hall.fixture.ts'
import { leasedFree } from '../leases.ts'
import { fromSnapshot, toSnapshot } from '../snapshot.ts'

const kioskNamed = (deviceId: string): Actor => ({ kind: 'device', deviceId, role: 'kiosk', counterId: null })
const lease = (hall: Hall, actor: Actor = kiosk) => hall.run({ type: 'lease-numbers' }, actor)

test('a kiosk leases the top of each series, the next one the block below', () => {
  const hall = openHall()
  lease(hall)
  lease(hall, kioskNamed('kiosk-2'))
  const today = hall.state.leases.filter(({ businessDay }) => businessDay === '2026-01-05')
  const blocks = today.map(({ deviceId, series, from, to }) => `${deviceId} ${series} ${from}-${to}`)
  expect(blocks).toEqual([
    'kiosk-1 A 980-999',
    'kiosk-1 B 980-999',
    'kiosk-1 C 980-999',
    'kiosk-2 A 960-979',
    'kiosk-2 B 960-979',
    'kiosk-2 C 960-979',
  ])
  expect(granted(lease(hall))).toEqual([])
})

test('a lease is topped up when few are left, and lapses with the day', () => {
  const hall = openHall([], { leaseSize: 4, leaseLow: 3 })
  lease(hall)
  for (const sequence of [996, 997]) expect(granted(issueLeased(hall, sequence))).not.toEqual([])
  expect(granted(lease(hall)).map(({ data }) => data)).toMatchObject([{ series: 'A', from: 992, to: 995 }])
  expect(leasedFree(hall.state, 'kiosk-1', 'A')).toEqual([998, 999, 992, 993, 994, 995])
  hall.run({ type: 'close-day' }, system)
  hall.run({ type: 'open-day', businessDay: '2026-01-06' }, system)
  expect(hall.state.leases.some(({ businessDay }) => businessDay === '2026-01-05')).toBe(false)
})

test('the next day with business hours is leased as well, whole, and once', () => {
  const hall = openHall([], { leaseSize: 4, leaseLow: 3, hours: 'service' })
  hall.now += 4 * 24 * 3_600_000
  hall.run({ type: 'tick' }, system)
  expect(hall.state.businessDay).toBe('2026-01-09')
  lease(hall)
  const ahead = () => hall.state.leases.filter(({ businessDay }) => businessDay !== '2026-01-09')
  // A Friday: the services have hours from Monday to Friday.
  expect(ahead().map(({ series, from, to, businessDay }) => ({ series, from, to, businessDay }))).toEqual(
    ['A', 'B', 'C'].map((series) => ({ series, from: 996, to: 999, businessDay: '2026-01-12' })),
  )
  expect(granted(lease(hall))).toEqual([])
  hall.now += 24 * 3_600_000
  hall.run({ type: 'tick' }, system)
  expect(ahead()).toHaveLength(3)
})

test('a kiosk that has lost its record gets other numbers, and a person is told of those it may have given', () => {
  const hall = openHall([], { leaseSize: 4, leaseLow: 3 })
  lease(hall)
  lease(hall, kioskNamed('kiosk-2'))
  const afresh = granted(hall.run({ type: 'lease-numbers', afresh: true }, kiosk))
  expect(leasedFree(hall.state, 'kiosk-1', 'A')).toEqual([988, 989, 990, 991])
  expect(leasedFree(hall.state, 'kiosk-1', 'A', '2026-01-06')).toEqual([988, 989, 990, 991])
  expect(leasedFree(hall.state, 'kiosk-2', 'A')).toEqual([992, 993, 994, 995])
  expect([...hall.state.conflicts.values()]).toMatchObject([{ kind: 'record-lost', deviceId: 'kiosk-1' }])
  expect(afresh.filter(({ type }) => type === 'ConflictNoted')).toHaveLength(1)
  // A record that is found again after all: its numbers are still its own, and nobody else's.
  expect(granted(issueLeased(hall, 997)).map(({ type }) => type)).toEqual(['TicketIssued'])
  expect(granted(lease(hall))).toEqual([])
})

test('a kiosk that was low when it lost its record gets no block twice', () => {
  const hall = openHall([], { leaseSize: 4, leaseLow: 3 })
  lease(hall)
  for (const sequence of [996, 997]) granted(issueLeased(hall, sequence))
  granted(hall.run({ type: 'lease-numbers', afresh: true }, kiosk))
  granted(lease(hall))
  const blocks = hall.state.leases.map(({ series, from, businessDay }) => `${businessDay} ${series}${from}`)
  expect(new Set(blocks).size).toBe(blocks.length)
})

test('a new kiosk asks in the same way, and nobody is troubled; without room it gives none of the old numbers', () => {
  const fresh = openHall([], { leaseSize: 4, leaseLow: 3 })
  granted(fresh.run({ type: 'lease-numbers', afresh: true }, kiosk))
  expect(leasedFree(fresh.state, 'kiosk-1', 'A')).toEqual([996, 997, 998, 999])
  expect(fresh.state.conflicts.size).toBe(0)
  const full = openHall([], { leaseSize: 999, leaseLow: 3 })
  lease(full)
  granted(full.run({ type: 'lease-numbers', afresh: true }, kiosk))
  expect(leasedFree(full.state, 'kiosk-1', 'A')).toEqual([])
})

/** Merges a number of kiosk 1 given at the present moment. */
function issueLeased(hall: Hall, sequence: number) {
  const estimate = { p50Minutes: 0, p80Minutes: 0 }
  const about = {
    series: 'A',
    serviceId: 'consult',
    priority: 'normal',
    claims: [],
    personRef: null,
  } as const
  return hall.run(
    {
      type: 'merge-offline',
      occurredAt: hall.now,
      businessDay: hall.state.businessDay ?? '',
      online: null,
      insist: false,
      step: {
        did: 'issue',
        ticketId: `off-${sequence}`,
        sequence,
        ...about,
        delivery: 'spoken',
        ahead: 0,
        estimate,
      },
    },
    kiosk,
  )
}

test('the hub passes over what is leased', () => {
  const hall = openHall([], { leaseSize: 3 })
  lease(hall)
  hall.state.series.set('A', 995)
  expect(take(hall).number).toBe('A996')
  expect(hall.run(issuing(), { kind: 'staff', staffId: 'guide', roles: ['guide'] })).toMatchObject({
    value: [{ data: { number: 'A1000' } }],
  })
})

type Turn = { readonly who: 'hub' | 'lease' | 'away' | 'home'; readonly kiosk: number }
const turns = fc.array(
  fc.record({
    who: fc.constantFrom<Turn['who']>('hub', 'lease', 'away', 'away', 'home'),
    kiosk: fc.integer({ min: 1, max: 3 }),
  }),
  { maxLength: 60 },
)

/** Every number handed out, online and by kiosks that decide on an old mirror; `guarded` false: they ignore leases. */
function numbersGiven(story: readonly Turn[], guarded: boolean): string[] {
  const hall = openHall([], { leaseSize: 3, leaseLow: 2 })
  const mirrors = new Map([1, 2, 3].map((each) => [each, fromSnapshot(toSnapshot(hall.state))]))
  const given: string[] = []
  let made = 0
  for (const { who, kiosk: each } of story) {
    const deviceId = `kiosk-${each}`
    const mirror = mirrors.get(each)
    if (mirror === undefined) continue
    if (who === 'hub') given.push(take(hall).number)
    if (who === 'lease') lease(hall, kioskNamed(deviceId))
    if (who === 'home') mirrors.set(each, withOwn(hall, mirror, deviceId))
    if (who !== 'away') continue
    made += 1
    const estimate = () => ({ p50Minutes: 0, p80Minutes: 0 })
    const leased = guarded ? { leased: { deviceId, given: new Set<string>() } } : {}
    const actor = kioskNamed(deviceId)
    const context = { now: hall.now, freshId: `${deviceId}-${made}`, actor, estimate, ...leased }
    const decision = decide(mirror, { ...issuing(), channel: 'kiosk' }, context)
    if (!decision.ok) continue
    for (const each of decision.value) {
      if (each.type === 'TicketIssued') given.push(each.data.number)
      const stamp = { revision: mirror.revision + 1, at: new Date(hall.now).toISOString() }
      evolve(mirror, { ...each, ...stamp, prevHash: '', hash: '' })
    }
  }
  return given
}

/** A mirror that has caught up and still knows what its own kiosk gave. */
function withOwn(hall: Hall, mirror: Hall['state'], deviceId: string): Hall['state'] {
  const fresh = fromSnapshot(toSnapshot(hall.state))
  for (const ticket of mirror.live.values())
    if (ticket.id.startsWith(deviceId) && !fresh.live.has(ticket.id)) fresh.live.set(ticket.id, ticket)
  return fresh
}

test('no number is given twice, whatever the hub and three kiosks on old mirrors do in what order', () => {
  fc.assert(
    fc.property(turns, (story) => {
      const given = numbersGiven(story, true)
      expect(new Set(given).size).toBe(given.length)
    }),
    { seed: 41, numRuns: 300 },
  )
})

test('without the guard of the lease a number is given twice (negative control)', () => {
  const broken = fc.check(
    fc.property(turns, (story) => {
      const given = numbersGiven(story, false)
      return new Set(given).size === given.length
    }),
    { seed: 41, numRuns: 300 },
  )
  expect(broken.failed).toBe(true)
})

test('only a kiosk leases', () => {
  expect(openHall().run({ type: 'lease-numbers' }, terminal('c1'))).toMatchObject({
    error: { code: 'forbidden' },
  })
})
