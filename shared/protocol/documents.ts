import { z } from 'zod'
import { doneReply } from './replies.ts'
import type { Route } from './routes.ts'
import { commandIdSchema, idSchema } from './values.ts'

const commandId = commandIdSchema
const moment = z.string()
const leg = z.int().min(0).max(1_000)
/** Words a person writes for the city; numbers of persons in them are refused by the rules. */
const words = z.string().trim().min(2).max(500)
const outcome = z.enum(['corrected', 'explained', 'disputed'])
const period = z.string().regex(/^2\d{3}-(0[1-9]|1[0-2])$/, 'YYYY-MM')
const digest = z.string().regex(/^[0-9a-f]{64}$/)

/** `POST /rating-tasks/{id}/begin`: the task of a visit's leg is taken up. */
export const beginTaskBody = z.strictObject({ leg, commandId })
/** `POST /rating-tasks/{id}/answer`: what became of it; another answer corrects the one before. */
export const answerTaskBody = z.strictObject({ leg, outcome, words, commandId })
/** `POST /reports/months/{period}/sign`: `digest` is of the figures that were looked at. */
export const signReportBody = z.strictObject({ digest, commandId })
/** `POST /activities`: a new entry, or with its id a correction of one. */
export const saveActivityBody = z.strictObject({
  activityId: idSchema.optional(),
  kind: z.enum(['lecture', 'publicity', 'training']),
  day: z.iso.date(),
  place: z.string().trim().min(1).max(200),
  topic: z.string().trim().min(1).max(200),
  attendance: z.int().min(0).max(100_000),
  commandId,
})

const mark = z.int().min(1).max(5)

/** The visit a bad rating is about, without its person; null where this centre knows of no such visit. */
export const ratedVisitReply = z.object({
  number: z.string(),
  /** Business day. */
  day: z.string(),
  serviceId: z.string(),
  counterId: z.string().nullable(),
  staffId: z.string().nullable(),
  ratedAt: moment.nullable(),
  marks: z.object({ overall: mark, attitude: mark, efficiency: mark, competence: mark }).nullable(),
  reasons: z.array(z.string()),
})

/** A bad rating to be followed up; times as ISO. */
export const ratingTaskReply = z.object({
  ticketId: z.string(),
  leg: z.int(),
  since: moment,
  respondBy: moment,
  dueAt: moment,
  /** Whether the city has asked for it, and in which words. */
  fromCity: z.boolean(),
  cityWords: z.string().nullable(),
  begunAt: moment.nullable(),
  begunBy: z.string().nullable(),
  answer: z
    .object({ version: z.int(), outcome, words: z.string(), repliedAt: moment, repliedBy: z.string() })
    .nullable(),
  visit: ratedVisitReply.nullable(),
})
/** A bad rating to be followed up. */
export type RatingTaskReply = z.infer<typeof ratingTaskReply>

/** Figures of a month, of one service or of all; minutes are sums, so that months and centres can be added up. */
export const monthFigures = z.object({
  issued: z.int(),
  served: z.int(),
  missed: z.int(),
  left: z.int(),
  waited: z.int(),
  waitMinutes: z.int(),
  timed: z.int(),
  serviceMinutes: z.int(),
  /** How many ratings of 1 … 5. */
  marks: z.tuple([z.int(), z.int(), z.int(), z.int(), z.int()]),
  unrated: z.int(),
})
/** Figures of a month. */
export type MonthFigures = z.infer<typeof monthFigures>

/** The report of a month: its figures as they are now, and what was signed. */
export const monthReportReply = z.object({
  period: z.string(),
  from: z.string(),
  to: z.string(),
  isOver: z.boolean(),
  all: monthFigures,
  services: z.array(monthFigures.extend({ serviceId: z.string() })),
  /** What is signed: the figures by the names they have at the city. */
  digest,
  /** Whether the signed version has other figures. */
  isChanged: z.boolean(),
})
/** The report of a month. */
export type MonthReportReply = z.infer<typeof monthReportReply>

/** The doors of what a manager answers, signs and enters. */
export const documentRoutes = {
  listRatingTasks: {
    method: 'GET',
    path: '/rating-tasks',
    access: 'admin',
    summary: 'Bad ratings to be followed up, each with the visit it is about',
    reply: z.object({ tasks: z.array(ratingTaskReply) }),
    status: 200,
  },
  beginRatingTask: {
    method: 'POST',
    path: '/rating-tasks/:id/begin',
    access: 'admin',
    summary: 'The bad rating of a visit is taken up',
    body: beginTaskBody,
    reply: doneReply,
    status: 200,
  },
  answerRatingTask: {
    method: 'POST',
    path: '/rating-tasks/:id/answer',
    access: 'admin',
    summary: 'What became of the bad rating of a visit; again to correct it',
    body: answerTaskBody,
    reply: doneReply,
    status: 200,
  },
  getMonthReport: {
    method: 'GET',
    path: '/reports/months/:period',
    access: 'admin',
    summary: 'The figures of a month (YYYY-MM), reckoned anew, and whether they can be signed',
    reply: monthReportReply,
    status: 200,
  },
  signReport: {
    method: 'POST',
    path: '/reports/months/:period/sign',
    access: 'admin',
    summary: 'Signs the report of a month that is over; it goes up to the city',
    body: signReportBody,
    reply: doneReply,
    status: 200,
  },
  saveActivity: {
    method: 'POST',
    path: '/activities',
    access: 'admin',
    summary: 'Enters an activity that was held, or corrects an entry',
    body: saveActivityBody,
    reply: doneReply,
    status: 200,
  },
} as const satisfies Record<string, Route>

/** A month as it stands in an address. */
export const periodSchema = period

/** These commands as they travel over the socket. */
export const documentCommands = [
  z.strictObject({ name: z.literal('begin-rating-task'), ticketId: idSchema, body: beginTaskBody }),
  z.strictObject({ name: z.literal('answer-rating-task'), ticketId: idSchema, body: answerTaskBody }),
  z.strictObject({ name: z.literal('sign-report'), period, body: signReportBody }),
  z.strictObject({ name: z.literal('save-activity'), body: saveActivityBody }),
] as const
