import { useEffect, useRef, useState } from 'react'
import { newCommandId, useCentre, usePage, useServerNow } from '#client'
import { emptyDraft, type RatingDraft, ratingBody, secondsLeft } from './rating_draft.ts'

/** How long a submit waits before the visitor is asked to press again, ms. */
const submitMs = 6_000

/** The rating a pad is asked for. */
export interface Asked {
  readonly ticketId: string
  readonly leg: number
  readonly since: number
}

/** A rating being given: its draft, its time, the way to send it. */
export interface RatingControl {
  readonly draft: RatingDraft
  change(draft: RatingDraft): void
  readonly left: number
  readonly total: number
  readonly sending: boolean
  readonly unsent: boolean
  submit(): void
}

/** The same words keep their command id: pressed again after a lost answer, they are one rating. */
function useStableId(): (body: unknown) => string {
  const { clock } = usePage()
  const last = useRef({ body: '', id: '' })
  return (body) => {
    const key = JSON.stringify(body)
    if (last.current.body !== key) last.current = { body: key, id: newCommandId(clock) }
    return last.current.id
  }
}

/** Follows one rating from its faces to its end; out of time it is 未评价， never a mark nobody gave. */
export function useRating(asked: Asked, counterId: string, onThanks: () => void): RatingControl {
  const page = usePage()
  const now = useServerNow(500)
  const total = useCentre((centre) => centre.policy.ratingSeconds)
  const idOf = useStableId()
  const [draft, setDraft] = useState(emptyDraft)
  const begun = useRef(false)
  const [sending, setSending] = useState(false)
  const [unsent, setUnsent] = useState(false)
  const left = secondsLeft(asked.since, now, total)
  const over = left === 0 && !sending

  useEffect(() => {
    if (over) void page.send({ name: 'lapse-rating', counterId, body: {} })
  }, [page, counterId, over])

  const change = (next: RatingDraft) => {
    setDraft(next)
    if (begun.current) return
    begun.current = true
    // From the first touch on the counter cannot take the finish back; if it is lost, the rating itself says so.
    void page.send({ name: 'begin-rating', counterId, body: {} })
  }
  const send = async () => {
    const body = ratingBody(draft, asked)
    if (body === null || sending) return
    setSending(true)
    setUnsent(false)
    const command = { name: 'rate', body: { ...body, commandId: idOf(body) } } as const
    const answer = await page.send(command, { limitMs: submitMs })
    setSending(false)
    if (answer.ok) onThanks()
    else setUnsent(answer.error.code !== 'rating-not-open')
  }
  return { draft, change, left, total, sending, unsent, submit: () => void send() }
}
