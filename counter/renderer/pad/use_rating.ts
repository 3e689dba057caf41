import { useEffect, useRef, useState } from 'react'
import { newCommandId, useCentre, usePage, useServerNow } from '#client'
import { runningNow } from '#domain'
import type { RatingBody } from '#protocol'
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

/** The same words keep their press: pressed again after a lost answer, they are one rating given at one time. */
function useStablePress(now: number): (body: unknown) => Pick<RatingBody, 'commandId' | 'givenAt'> {
  const { clock } = usePage()
  const last = useRef({ body: '', press: { commandId: '', givenAt: '' } })
  return (body) => {
    const key = JSON.stringify(body)
    if (last.current.body !== key) {
      const press = { commandId: newCommandId(clock), givenAt: new Date(now).toISOString() }
      last.current = { body: key, press }
    }
    return last.current.press
  }
}

/** Follows one rating from its faces to its end; out of time it is 未评价， never a mark nobody gave. */
export function useRating(
  asked: Asked,
  counterId: string,
  on: { readonly thanks: () => void; readonly keep: (body: RatingBody) => void },
): RatingControl {
  const page = usePage()
  const now = useServerNow(500)
  const total = useCentre((centre) => centre.policy.ratingSeconds)
  const pressOf = useStablePress(now)
  const [draft, setDraft] = useState(emptyDraft)
  const begun = useRef(false)
  const [sending, setSending] = useState(false)
  const [unsent, setUnsent] = useState(false)
  const running = useCentre((centre) => runningNow(centre, asked.since, now))
  const left = secondsLeft(asked.since, running, total)
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
    const given = { ...body, ...pressOf(body) }
    const answer = await page.send({ name: 'rate', body: given }, { limitMs: submitMs })
    setSending(false)
    // The visitor has done their part: the pad sees to it that the hub hears of it.
    if (!answer.ok && answer.error.code === 'unavailable') on.keep(given)
    else if (answer.ok) on.thanks()
    else setUnsent(answer.error.code !== 'rating-not-open')
  }
  return { draft, change, left, total, sending, unsent, submit: () => void send() }
}
