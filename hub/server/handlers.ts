import type { Readable } from 'node:stream'
import type { z } from 'zod'
import { ok, type Result } from '#basics'
import { type Refusal, refuse } from '#domain'
import type { FileAnswer } from '#media'
import { periodSchema, type RouteName, type routes, type WireCommand } from '#protocol'
import type { Identity } from '../access/identify.ts'
import * as attachments from './attachments.ts'
import * as bookings from './bookings.ts'
import { cityHandlers } from './city_handlers.ts'
import { demoEndpoint } from './demo_pages.ts'
import { perform } from './gate.ts'
import * as history from './history.ts'
import type { HubParts } from './hub_parts.ts'
import { mediaHandlers } from './media.ts'
import { listRatingTasks } from './rating_tasks.ts'
import * as reads from './reads.ts'
import * as reports from './reports.ts'
import * as upkeep from './upkeep.ts'

type Parsed<Name extends RouteName, Part extends 'body' | 'query'> = (typeof routes)[Name] extends {
  readonly [K in Part]: infer Schema extends z.ZodType
}
  ? z.output<Schema>
  : undefined

/** A request at one door, parsed. */
export interface Call<Name extends RouteName = RouteName> {
  /** Present wherever the route is not public. */
  readonly identity: Identity | null
  readonly token: string | null
  readonly address: string
  readonly params: Readonly<Record<string, string>>
  readonly query: Parsed<Name, 'query'>
  readonly body: Parsed<Name, 'body'>
  /** The bytes that are brought to a door that takes a file; null at every other. */
  readonly upload: Readable | null
  /** Which part of a file is asked for, as the header says it. */
  readonly range: string | undefined
}

/** What a door answers: JSON text from a command (written once, when it was committed), a value, or a file. */
export type Reply = { readonly json: string } | { readonly value: unknown } | { readonly file: FileAnswer }

type Handler<Name extends RouteName> = (
  hub: HubParts,
  call: Call<Name>,
) => Promise<Result<Reply, Refusal>> | Result<Reply, Refusal>

const valued = (result: Result<unknown, Refusal>): Result<Reply, Refusal> =>
  result.ok ? ok({ value: result.value }) : result

const done = (hub: HubParts) => ok({ value: { revision: hub.centre.head() } })

/** Runs the command a call stands for. */
async function command(
  hub: HubParts,
  identity: Identity | null,
  wire: WireCommand,
): Promise<Result<Reply, Refusal>> {
  if (identity === null) return refuse('unauthenticated')
  const answer = await perform(hub, identity, wire)
  return answer.ok ? ok({ json: answer.value }) : answer
}

const idOf = (params: Readonly<Record<string, string>>) => params.id ?? ''
const staffOf = (identity: Identity | null) => (identity?.kind === 'staff' ? identity.staffId : '')
const counterOf = (params: Readonly<Record<string, string>>) => params.counterId ?? ''

const commands = {
  issueTicket: (hub, { identity, body }) => command(hub, identity, { name: 'issue', body }),
  printResult: (hub, { identity, params, body }) =>
    command(hub, identity, { name: 'print-result', ticketId: idOf(params), body }),
  reprintTicket: (hub, { identity, params, body }) =>
    command(hub, identity, { name: 'reprint', ticketId: idOf(params), body }),
  cancelTicket: (hub, { identity, params, body }) =>
    command(hub, identity, { name: 'cancel', ticketId: idOf(params), body }),
  reactivateTicket: (hub, { identity, params, body }) =>
    command(hub, identity, { name: 'reactivate', ticketId: idOf(params), body }),
  leaveTicket: (hub, { identity, params, body }) =>
    command(hub, identity, { name: 'walk-out', ticketId: idOf(params), body }),
  documentReady: (hub, { identity, params, body }) =>
    command(hub, identity, { name: 'document-ready', ticketId: idOf(params), body }),
  grantPriority: (hub, { identity, params, body }) =>
    command(hub, identity, { name: 'grant-priority', ticketId: idOf(params), body }),
  barPerson: (hub, { identity, params, body }) =>
    command(hub, identity, { name: 'bar', ticketId: idOf(params), body }),
  book: (hub, { identity, body }) => command(hub, identity, { name: 'book', body }),
  checkIn: (hub, { identity, params, body }) =>
    command(hub, identity, { name: 'check-in', bookingId: idOf(params), body }),
  moveBooking: (hub, { identity, params, body }) =>
    command(hub, identity, { name: 'move-booking', bookingId: idOf(params), body }),
  cancelBooking: (hub, { identity, params, body }) =>
    command(hub, identity, { name: 'cancel-booking', bookingId: idOf(params), body }),
  counterCommand: (hub, { identity, params, body }) =>
    command(hub, identity, { name: 'counter', counterId: counterOf(params), body }),
  liftBar: (hub, { identity, params, body }) =>
    command(hub, identity, { name: 'lift-bar', personRef: idOf(params), body }),
  beginRating: (hub, { identity, params, body }) =>
    command(hub, identity, { name: 'begin-rating', counterId: counterOf(params), body }),
  lapseRating: (hub, { identity, params, body }) =>
    command(hub, identity, { name: 'lapse-rating', counterId: counterOf(params), body }),
  attachDocument: (hub, { identity, params, body }) =>
    attachments.attachDocument(hub, identity, idOf(params), body),
  rate: (hub, { identity, body }) => command(hub, identity, { name: 'rate', body }),
  raiseEmergency: (hub, { identity, body }) => command(hub, identity, { name: 'raise-emergency', body }),
  endEmergency: (hub, { identity, body }) => command(hub, identity, { name: 'end-emergency', body }),
  closeDay: (hub, { identity, body }) => command(hub, identity, { name: 'close-day', body }),
  configure: (hub, { identity, body }) => command(hub, identity, { name: 'configure', body }),
  putService: (hub, { identity, params, body }) =>
    body.service.id === idOf(params)
      ? command(hub, identity, { name: 'save-service', body })
      : refuse('invalid', { field: 'service.id' }),
  settleConflict: (hub, { identity, params, body }) =>
    command(hub, identity, { name: 'settle-conflict', conflictId: idOf(params), body }),
  beginRatingTask: (hub, { identity, params, body }) =>
    command(hub, identity, { name: 'begin-rating-task', ticketId: idOf(params), body }),
  answerRatingTask: (hub, { identity, params, body }) =>
    command(hub, identity, { name: 'answer-rating-task', ticketId: idOf(params), body }),
  signReport: (hub, { identity, params, body }) => {
    const period = periodSchema.safeParse(params.period)
    if (!period.success) return refuse('not-found')
    return command(hub, identity, { name: 'sign-report', period: period.data, body })
  },
  saveActivity: (hub, { identity, body }) => command(hub, identity, { name: 'save-activity', body }),
  changeRoll: (hub, { identity, params, body }) =>
    command(hub, identity, { name: 'change-roll', deviceId: idOf(params), body }),
  putCounter: (hub, { identity, params, body }) =>
    body.counter.id === idOf(params)
      ? command(hub, identity, { name: 'save-counter', body })
      : refuse('invalid', { field: 'counter.id' }),
  putStaff: (hub, { identity, params, body }) =>
    body.staff.id === idOf(params)
      ? command(hub, identity, { name: 'save-staff', body })
      : refuse('invalid', { field: 'staff.id' }),
  putMedium: (hub, { identity, params, body }) =>
    body.medium.id === idOf(params)
      ? command(hub, identity, { name: 'save-medium', body })
      : refuse('invalid', { field: 'medium.id' }),
  removeMedium: (hub, { identity, params, body }) =>
    command(hub, identity, { name: 'remove-medium', mediumId: idOf(params), body }),
  putTicketTemplate: (hub, { identity, params, body }) =>
    String(body.template.paperMm) === idOf(params)
      ? command(hub, identity, { name: 'save-ticket-template', body })
      : refuse('invalid', { field: 'template.paperMm' }),
} satisfies { [Name in RouteName]?: Handler<Name> }

const views = {
  getTicket: async (hub, { params }) => valued(await reads.getTicket(hub, idOf(params))),
  findTickets: (hub, { query }) => valued(reads.findTickets(hub, query)),
  searchTickets: async (hub, { query }) => valued(await history.searchTickets(hub, query)),
  ticketsOfPerson: async (hub, { identity, body }) =>
    valued(await history.ticketsOfPerson(hub, identity, body)),
  ticketStory: async (hub, { params }) => valued(await history.ticketStory(hub, idOf(params))),
  getVisitor: async (hub, { identity, params }) =>
    valued(await reads.getVisitor(hub, identity, idOf(params))),
  getNote: async (hub, { identity, params }) => valued(await reads.getNote(hub, identity, idOf(params))),
  listAttachments: (hub, { identity, params }) =>
    valued(attachments.listAttachments(hub, identity, idOf(params))),
  getAttachment: async (hub, { identity, params }) =>
    valued(await attachments.getAttachment(hub, identity, idOf(params), params.attachmentId ?? '')),
  getBoard: (hub) => valued(reads.getBoard(hub)),
  getEvents: async (hub, { identity, query }) => valued(await reads.getEvents(hub, identity, query)),
  getServices: (hub) => valued(reads.getServices(hub)),
  getCounters: (hub) => valued(reads.getCounters(hub)),
  getSites: (hub) => valued(reads.getSites(hub)),
  listBookings: (hub, { query }) => valued(bookings.listBookings(hub, query)),
  findBookings: async (hub, { identity, body }) => valued(await bookings.findBookings(hub, identity, body)),
  listBars: (hub) => valued(bookings.listBars(hub)),
  listDevices: async (hub) => valued(await reads.listDevices(hub)),
  getDeviceCounters: (hub, { params }) => valued(reads.getDeviceCounters(hub, idOf(params))),
  getEstimateReport: (hub, { query }) => valued(reports.getEstimateReport(hub, query.day)),
  whatIf: async (hub, { query }) => valued(await reports.askWhatIf(hub, query)),
  listRatingTasks: async (hub) => ok({ value: await listRatingTasks(hub) }),
  getMonthReport: async (hub, { params }) => valued(await reports.getMonthReport(hub, params.period)),
  whoAmI: (_hub, { identity }) => (identity === null ? refuse('unauthenticated') : ok({ value: identity })),
} satisfies { [Name in RouteName]?: Handler<Name> }

const ofUpkeep = {
  backupStatus: async (hub) => ok({ value: await upkeep.backupStatus(hub) }),
  backUpNow: async (hub) => valued(await upkeep.backUpNow(hub)),
  makeRecoveryKey(hub, { identity }) {
    hub.log.warn({ staffId: staffOf(identity) }, 'a recovery key was made and shown')
    return ok({ value: { key: hub.upkeep.custody.offer() } })
  },
  confirmRecoveryKey(hub, { body, identity }) {
    const confirmed = hub.upkeep.custody.confirm(body.key)
    if (!confirmed.ok) return confirmed
    hub.log.info({ staffId: staffOf(identity) }, 'the recovery key is in use')
    return done(hub)
  },
  async nameStandby(hub, { params, body }) {
    const named = await hub.upkeep.standby.name(idOf(params), body.standby)
    if (!named.ok) return named
    hub.log.info({ deviceId: idOf(params), standby: body.standby }, 'standby named')
    return done(hub)
  },
  followAsStandby: async (hub, { identity, query }) =>
    valued(await hub.upkeep.standby.follow(identity, query)),
  handOver: (hub, { body }) => valued(hub.upkeep.handovers?.receive(body) ?? refuse('not-found')),
  listHandovers: async (hub) => ok({ value: { handovers: (await hub.upkeep.handovers?.list()) ?? [] } }),
  settleHandover(hub, { params, body, identity }) {
    const settled = hub.upkeep.handovers?.settle(idOf(params), body.ticketId, staffOf(identity)) ?? false
    return settled ? done(hub) : refuse('not-found')
  },
} satisfies { [Name in RouteName]?: Handler<Name> }

const slow = (seconds: number) => (seconds === 0 ? null : refuse('rate-limited', { seconds }))

const entries = {
  async login(hub, { body, address }) {
    const limited = slow(hub.limits.entry(address))
    if (limited !== null) return limited
    const session = await hub.access.login(body.username, body.password)
    if (!session.ok) {
      hub.log.warn({ code: session.error.code, address }, 'log-in refused')
      return session
    }
    const { token, staffId, expiresAt } = session.value
    hub.log.info({ staffId, address }, 'logged in')
    return ok({ value: { token, staffId, expiresAt: new Date(expiresAt).toISOString() } })
  },
  async logout(hub, { token }) {
    if (token !== null) await hub.access.logout(token)
    return done(hub)
  },
  async enrolDevice(hub, { body }) {
    if (body.counterId !== null && !hub.centre.state().counters.has(body.counterId))
      return refuse('counter-unknown')
    const { deviceId, code, expiresAt } = await hub.access.enrol(body)
    hub.log.info({ deviceId, role: body.role }, 'pairing code made')
    return ok({ value: { deviceId, code, expiresAt: new Date(expiresAt).toISOString() } })
  },
  async pairDevice(hub, { body, address }) {
    const limited = slow(hub.limits.entry(address))
    if (limited !== null) return limited
    const paired = await hub.access.pair(body.code, body.roles)
    hub.log.info({ deviceId: paired.ok ? paired.value.deviceId : null, address }, 'pairing')
    return valued(paired)
  },
  async revokeDevice(hub, { params }) {
    if (!(await hub.access.revoke(idOf(params)))) return refuse('not-found')
    hub.log.info({ deviceId: idOf(params) }, 'device revoked')
    return done(hub)
  },
  demoAccess(hub, { query }) {
    const endpoint = hub.demo === null ? null : demoEndpoint(hub.demo, query.page, query.counter)
    return endpoint === null ? refuse('not-found') : ok({ value: endpoint })
  },
} satisfies { [Name in RouteName]?: Handler<Name> }

/** What each door does. */
export const handlers: { readonly [Name in RouteName]: Handler<Name> } = {
  ...commands,
  ...views,
  ...ofUpkeep,
  ...entries,
  ...cityHandlers,
  ...mediaHandlers,
}
