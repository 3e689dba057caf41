import { type Refusal, refusalText } from '#domain'
import type { Problem } from '#protocol'
import type { Locale } from '#ui'

const envelope = new Set(['type', 'title', 'status', 'detail', 'code', 'instance'])

function refusalOf(problem: Problem): Refusal {
  const detail: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(problem))
    if (!envelope.has(name) && (typeof value === 'string' || typeof value === 'number')) detail[name] = value
  return { code: problem.code, detail }
}

/** A problem from the wire as title and sentence, from the one table of refusals. */
export const problemText = (problem: Problem, locale: Locale): { title: string; detail: string } =>
  refusalText(refusalOf(problem), locale === 'en' ? 'en' : 'zh')
