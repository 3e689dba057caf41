import { useState } from 'react'
import { type CommandDraft, type CommandReply, refusalOf, usePage } from '#client'
import type { Refusal } from '#domain'

/** One part of the desk: sends, waits, keeps the reason why not. */
export interface Sender {
  readonly busy: boolean
  readonly refusal: Refusal | null
  send<Draft extends CommandDraft>(draft: Draft): Promise<CommandReply<Draft['name']> | null>
}

/** Sends commands one at a time; null when refused, the reason stays until the next. */
export function useSender(): Sender {
  const page = usePage()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  return {
    busy,
    refusal,
    async send(draft) {
      setBusy(true)
      setRefusal(null)
      const answer = await page.send(draft)
      setBusy(false)
      if (answer.ok) return answer.value
      setRefusal(refusalOf(answer.error))
      return null
    },
  }
}
