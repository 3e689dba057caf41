import './paused_counters.css'
import { CirclePause } from 'lucide-react'
import type { BoardView } from '#domain'
import { pauseReasonTerms, termText, useLocale } from '#ui'
import { boardWords } from './board_words.ts'
import { Both } from './both.tsx'

/** Counters that pause, each with its reason; nothing while there are none. */
export function PausedCounters({ counters }: { readonly counters: BoardView['counters'] }) {
  const locale = useLocale()
  const paused = counters.flatMap((counter) =>
    counter.paused === null ? [] : [{ ...counter, reason: counter.paused }],
  )
  if (paused.length === 0) return null
  return (
    <section className="paused">
      <h2 className="paused-title">
        <Both words={boardWords.paused} />
      </h2>
      <ul className="paused-list">
        {paused.map(({ counterId, name, reason }) => (
          <li key={counterId}>
            <CirclePause aria-hidden />
            <b>{termText(name, locale)}</b>
            <span>{termText(pauseReasonTerms[reason], locale)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
