import { type Refusal, refusalText } from '#domain'
import type { Problem } from '#protocol'
import type { Locale } from '#ui'

/** A problem from the wire as the refusal it carries: its code, and its particulars for the sentence. */
export function refusalOf(problem: Problem): Refusal {
  const known = new Set(['type', 'title', 'status', 'detail', 'code', 'instance'])
  const detail: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(problem)) {
    if (known.has(name)) continue
    if (typeof value === 'string' || typeof value === 'number') detail[name] = value
  }
  return { code: problem.code, detail }
}

/** A refusal as title and sentence in the language of the page, from the one table of refusals. */
export const sayRefusal = (refusal: Refusal, locale: Locale): { title: string; detail: string } =>
  refusalText(refusal, locale === 'en' ? 'en' : 'zh')
