import { useEffect, useState } from 'react'
import { usePage, useView } from '#client'
import type { RatingBody } from '#protocol'
import { type KeptRatings, keptRatings } from './kept_ratings.ts'

/** Answers after which a rating is asked for again: it may not have been heard. */
const notHeard: ReadonlySet<string> = new Set(['unavailable', 'rate-limited', 'fenced'])

/** How long the hub has for each, ms. */
const sendMs = 6_000

/** What this pad keeps for the hub, sent as soon as it is there: each once, under the id of its press. */
export function useKeptRatings(): Pick<KeptRatings, 'has'> & { keep(body: RatingBody): void } {
  const page = usePage()
  const isLive = useView(({ connection }) => connection === 'live')
  const [kept] = useState(() => keptRatings(localStorage))
  const [count, setCount] = useState(kept.all().length)

  useEffect(() => {
    if (!isLive || count === 0) return
    let isOver = false
    const sendAll = async () => {
      for (const body of kept.all()) {
        if (isOver) return
        const answer = await page.send({ name: 'rate', body }, { limitMs: sendMs })
        if (!answer.ok && notHeard.has(answer.error.code)) break
        // Refused otherwise it was done before: sending it again changes nothing.
        kept.settle(body.commandId)
      }
      if (!isOver) setCount(kept.all().length)
    }
    const timer = page.clock.every(sendMs, () => void sendAll())
    void sendAll()
    return () => {
      isOver = true
      timer.cancel()
    }
  }, [page, kept, isLive, count])

  return {
    has: kept.has,
    keep(body) {
      kept.keep(body)
      setCount(kept.all().length)
    },
  }
}
