import { z } from 'zod'
import { idSchema } from './values.ts'

const share = z.number().min(0).max(1)
const truth = z.object({
  /** Waits that ended with a call and had been told as longer than none. */
  count: z.int(),
  below: share,
  within: share,
  covered: share,
  /** Median of wait minus P50, minutes. */
  bias: z.number(),
  atOnce: z.int(),
  atOnceKept: share,
})

/** How true the estimates of a day were; shares from 0 to 1. */
export const estimateReportReply = z.object({
  businessDay: z.string(),
  all: truth,
  services: z.array(truth.extend({ serviceId: z.string() })),
  /** The other days there are reports of, oldest first. */
  days: z.array(z.string()),
})
/** How far estimated waits were from the true ones. */
export type EstimateReportReply = z.infer<typeof estimateReportReply>

const waits = z.object({
  people: z.number(),
  meanMinutes: z.number(),
  p90Minutes: z.number(),
  unserved: z.number(),
})
const staffing = z.object({
  all: waits,
  services: z.array(waits.extend({ serviceId: z.string() })),
  counters: z.array(z.object({ counterId: z.string(), load: share, served: z.number() })),
  overtimeMinutes: z.number(),
})

/** What a staffing and another would come to; null while nothing is known of the days of this centre. */
export const whatIfReply = z.object({
  answer: z.object({ before: staffing, after: staffing }).nullable(),
})

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'HH:MM')

/** A question of staffing: `serviceIds` with commas in between, `from` and `to` as 'HH:MM'. */
export const whatIfQuery = z.object({
  over: z.enum(['now', 'day']).default('now'),
  change: z.enum(['open', 'close', 'profile', 'hours']),
  counterId: idSchema.optional(),
  serviceIds: z.string().max(2_000).optional(),
  from: time.optional(),
  to: time.optional(),
})
/** A question of staffing. */
export type WhatIfQuery = z.output<typeof whatIfQuery>

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'YYYY-MM-DD')

/** The doors of what a manager asks about: they change nothing. */
export const reportRoutes = {
  getEstimateReport: {
    method: 'GET',
    path: '/reports/estimates',
    access: 'admin',
    summary: 'How true the estimates of a day were: coverage and bias; today without a day',
    query: z.object({ day: day.optional() }),
    reply: estimateReportReply,
    status: 200,
  },
  whatIf: {
    method: 'GET',
    path: '/reports/what-if',
    access: 'admin',
    summary: 'Expected waits with another staffing, from now on or over a usual day',
    query: whatIfQuery,
    reply: whatIfReply,
    status: 200,
  },
} as const
