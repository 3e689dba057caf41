import type { Refusal, RefusalCode } from '#domain'
import type { Problem } from '#protocol'

const sentences = {
  unavailable: 'The hub does not answer',
  invalid: 'This is not what the hub understands',
  unauthenticated: 'Nobody is logged in here',
  fenced: 'Another machine is the hub of this centre now',
} as const satisfies Partial<Record<RefusalCode, string>>

/** A problem found on this side of the wire, in the form of those that come over it (RFC 9457). */
export const localProblem = (code: keyof typeof sentences, detail = ''): Problem => ({
  type: `urn:civic-hall:problem:${code}`,
  title: sentences[code],
  status: { unavailable: 503, invalid: 400, unauthenticated: 401, fenced: 503 }[code],
  detail: detail === '' ? sentences[code] : detail,
  code,
})

const envelope = new Set(['type', 'title', 'status', 'detail', 'code', 'instance'])

/** A problem from the wire as the refusal it carries: its code, and the particulars a sentence needs. */
export function refusalOf(problem: Problem): Refusal {
  const detail: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(problem))
    if (!envelope.has(name) && (typeof value === 'string' || typeof value === 'number')) detail[name] = value
  return { code: problem.code, detail }
}
