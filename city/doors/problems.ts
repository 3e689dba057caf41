import type { FastifyError } from 'fastify'
import { z } from 'zod'
import type { ReserveRefusal } from '#protocol'

/** Every reason for which the city's doors refuse, beside the codes of receipts. */
export type CityRefusalCode = ReserveRefusal | 'unauthenticated' | 'unavailable' | 'too-large'

const statuses: Readonly<Record<CityRefusalCode, number>> = {
  invalid: 422,
  'slot-gone': 409,
  'slot-unknown': 404,
  'one-a-day': 409,
  'too-many-missed': 409,
  'not-found': 404,
  'too-late': 409,
  'not-open': 409,
  'rate-limited': 429,
  unauthenticated: 401,
  unavailable: 500,
  'too-large': 413,
}

/** Ends a request with a refusal. */
export class CityRefusal extends Error {
  readonly code: CityRefusalCode

  constructor(code: CityRefusalCode) {
    super(code)
    this.code = code
  }
}

function codeOf(error: unknown): CityRefusalCode {
  if (error instanceof CityRefusal) return error.code
  if (error instanceof z.ZodError) return 'invalid'
  const status = (error as Partial<FastifyError>).statusCode ?? 500
  if (status === 413) return 'too-large'
  return status >= 400 && status < 500 ? 'invalid' : 'unavailable'
}

/** An error as RFC 9457 problem details; what a body held is never repeated. */
export function problemOf(error: unknown) {
  const code = codeOf(error)
  return { type: `urn:civic-hall:problem:${code}`, title: code, status: statuses[code], code }
}
