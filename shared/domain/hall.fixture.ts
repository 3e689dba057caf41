import type { Result } from '#basics'
import type { CounterConfig, Service, Site, Staff } from './catalogue.ts'
import type { Actor, Command, Context, CounterCommand } from './commands.ts'
import { decide } from './decide.ts'
import { estimateNew } from './estimate.ts'
import type { DomainEvent, RecordedEvent } from './events.ts'
import { evolve } from './evolve.ts'
import { defaultPolicy, type Policy } from './policy.ts'
import type { Refusal } from './refusal.ts'
import { type CentreState, emptyCentre, findTicket, liveCounter } from './state.ts'
import type { Ticket } from './ticket.ts'

const both = (text: string) => ({ zh: text, en: text })

/** Monday 5 January 2026, 10:00 in Shanghai. */
export const monday = Date.parse('2026-01-05T02:00:00.000Z')
/** In milliseconds. */
export const minute = 60_000

/** A district centre. */
export const site: Site = {
  id: 'site-1',
  level: 'district',
  areaCode: '310117',
  place: { zh: '云川区', en: 'Yunchuan District' },
  parentId: null,
  address: both('address'),
  phone: '021-00000000',
  supervisionPhone: '021-00000001',
  notices: [both('notice')],
}

/** A service as the tests need it; the rest are ordinary values. */
export const service = (id: string, prefix: string, given: Partial<Service> = {}): Service => ({
  id,
  prefix,
  group: 'consultation',
  pictogram: 'chat',
  name: both(id),
  summary: both('summary'),
  audience: both('everybody'),
  materials: [],
  procedure: [],
  basis: both('law'),
  fee: both('free'),
  timeLimit: both('today'),
  hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00', quota: null }],
  dailyQuota: null,
  targetMinutes: 20,
  meanMinutes: 10,
  carryOver: false,
  enabled: true,
  ...given,
})

/** A counter in use; an id that begins with `r` is a room. */
export const counter = (id: string, serviceIds: string[], staffId: string | null): CounterConfig => ({
  id,
  kind: id.startsWith('r') ? 'room' : 'counter',
  name: both(id),
  serviceIds,
  zone: 'A',
  signAddress: null,
  rosteredStaffId: staffId,
  enabled: true,
})

/** Somebody who works at counters. */
export const staff = (id: string): Staff => ({
  id,
  username: id,
  name: { zh: `人员${id}`, en: `Person ${id}` },
  post: both('adviser'),
  personnel: 'employed',
  portrait: '',
  roles: ['counter'],
  enabled: true,
})

/** The hub itself. */
export const system: Actor = { kind: 'system' }
/** The kiosk of the hall. */
export const kiosk: Actor = { kind: 'device', deviceId: 'kiosk-1', role: 'kiosk', counterId: null }
/** Whoever sits at the guide desk. */
export const guide: Actor = { kind: 'staff', staffId: 'guide', roles: ['guide'] }
/** The manager of the centre. */
export const manager: Actor = { kind: 'staff', staffId: 'manager', roles: ['manager'] }
/** The terminal of a counter. */
export const terminal = (counterId: string): Actor => ({
  kind: 'device',
  deviceId: `terminal-${counterId}`,
  role: 'counter',
  counterId,
})
/** The evaluation pad of a counter. */
export const pad = (counterId: string): Actor => ({
  kind: 'device',
  deviceId: `pad-${counterId}`,
  role: 'pad',
  counterId,
})

/** The rules under test; a negative control gives broken ones. */
export interface Rules {
  decide: typeof decide
  evolve: typeof evolve
}

/** The rules of the program. */
export const soundRules: Rules = { decide, evolve }

/** Sees every event: before it is applied, and after. */
export interface Witness {
  before?(state: CentreState, event: RecordedEvent, now: number): void
  after?(state: CentreState, event: RecordedEvent, now: number): void
}

/** A hall whose time and commands a test gives. */
export interface Hall {
  readonly state: CentreState
  readonly log: readonly RecordedEvent[]
  now: number
  run(command: Command, actor: Actor): Result<DomainEvent[], Refusal>
}

/** An empty hall on a Monday morning. */
export function emptyHall(rules: Rules = soundRules, witness: Witness = {}): Hall {
  const state = emptyCentre()
  const log: RecordedEvent[] = []
  let made = 0
  return {
    state,
    log,
    now: monday,
    run(command, actor) {
      const { now } = this
      made += 1
      const context: Context = {
        now,
        freshId: `t${made}`,
        actor,
        estimate: (serviceId, priority, booked) => estimateNew(state, serviceId, priority, now, booked),
      }
      const decision = rules.decide(state, command, context)
      for (const proposed of decision.ok ? decision.value : []) {
        const revision = state.revision + 1
        const stamp = { revision, at: new Date(now).toISOString(), prevHash: '', hash: '' }
        const recorded: RecordedEvent = { ...proposed, ...stamp }
        witness.before?.(state, recorded, now)
        rules.evolve(state, recorded)
        log.push(recorded)
        witness.after?.(state, recorded, now)
      }
      return decision
    },
  }
}

/** What a test hall has: consultations at two counters, mediation in a room, an aid service open overnight. */
export const furnish = (policy: Partial<Policy> = {}): readonly Command[] => [
  { type: 'configure', site, policy: { ...defaultPolicy, hours: 'always', ...policy } },
  {
    type: 'save-service',
    service: service('consult', 'A', { targetMinutes: 20, booking: { slotMinutes: 15, capacity: 2 } }),
  },
  { type: 'save-service', service: service('aid', 'B', { targetMinutes: 10, carryOver: true }) },
  { type: 'save-service', service: service('mediate', 'C', { targetMinutes: 30 }) },
  ...['s1', 's2', 's3', 's4'].map((id): Command => ({ type: 'save-staff', staff: staff(id) })),
  { type: 'save-counter', counter: counter('c1', ['consult', 'aid'], 's1') },
  { type: 'save-counter', counter: counter('c2', ['consult', 'mediate'], 's2') },
  { type: 'save-counter', counter: { ...counter('r1', ['mediate'], 's3'), overflowServiceIds: ['aid'] } },
  { type: 'open-day', businessDay: '2026-01-05' },
]

/** A furnished hall with its day open and counters as named open. */
export function openHall(open: readonly string[] = ['c1'], policy: Partial<Policy> = {}): Hall {
  const hall = emptyHall()
  for (const command of furnish(policy)) granted(hall.run(command, system))
  for (const counterId of open)
    granted(hall.run({ type: 'open', counterId, staffId: null }, terminal(counterId)))
  return hall
}

/** A command at a counter, by its own terminal. */
export const at = (hall: Hall, counterId: string, command: CounterCommand) =>
  hall.run({ counterId, ...command }, terminal(counterId))

/** Calls the next ticket while none is at the counter. */
export const next: CounterCommand = { type: 'call-next', finishCurrent: null }

/** The number of the ticket at a counter; null when there is none. */
export const current = (hall: Hall, counterId: string): string | null =>
  hall.state.live.get(liveCounter(hall.state, counterId).currentTicketId ?? '')?.number ?? null

/** A ticket called to a counter. */
export function calledAt(counterId: string, hall = openHall(['c1', 'c2', 'r1'])) {
  const { id } = take(hall)
  granted(at(hall, counterId, next))
  return { hall, id }
}

/** The events of a decision that must have been granted. */
export function granted(decision: Result<DomainEvent[], Refusal>): DomainEvent[] {
  if (!decision.ok) throw new Error(`refused: ${JSON.stringify(decision.error)}`)
  return decision.value
}

/** The code of a decision that must have been refused. */
export const refusalOf = (decision: Result<DomainEvent[], Refusal>): string =>
  decision.ok ? 'granted' : decision.error.code

type Issue = Extract<Command, { type: 'issue' }>

/** An issue command at the guide desk, by word. */
export const issuing = (given: Partial<Issue> = {}): Issue => ({
  type: 'issue',
  serviceId: 'consult',
  personRef: null,
  age: null,
  claims: [],
  channel: 'guide',
  delivery: 'spoken',
  ...given,
})

/** Issues a number and returns the ticket. */
export function take(hall: Hall, given: Partial<Issue> = {}): Ticket {
  const event = granted(hall.run(issuing(given), guide))[0]
  if (event?.type !== 'TicketIssued') throw new Error('no ticket')
  return ticketNow(hall, event.data.ticketId)
}

/** A ticket as it stands now. */
export function ticketNow(hall: Hall, ticketId: string): Ticket {
  const ticket = findTicket(hall.state, ticketId)
  if (ticket === null) throw new Error(`no ticket ${ticketId}`)
  return ticket
}
