import { useState } from 'react'
import { usePage } from '#client'
import type { StaffingAnswer } from '#domain'
import { type Question, queryOf } from './question.ts'

/** How a question stands: not asked, being tried out, answered, or without an answer. */
export type Asked =
  | { readonly state: 'idle' | 'running' | 'unknown-day' | 'busy' | 'failed' }
  | { readonly state: 'answered'; readonly answer: StaffingAnswer }

/** Asks the hub what comes of another staffing. */
export function useWhatIf() {
  const page = usePage()
  const [asked, setAsked] = useState<Asked>({ state: 'idle' })
  return {
    asked,
    async ask(question: Question) {
      setAsked({ state: 'running' })
      const reply = await page.call('whatIf', { query: queryOf(question) })
      if (!reply.ok) setAsked({ state: reply.error.code === 'rate-limited' ? 'busy' : 'failed' })
      else if (reply.value.answer === null) setAsked({ state: 'unknown-day' })
      else setAsked({ state: 'answered', answer: reply.value.answer })
    },
    forget: () => setAsked({ state: 'idle' }),
  }
}
