import './newest_call.css'
import type { BoardCall } from '#domain'
import { termText, useLocale } from '#ui'
import { boardWords } from './board_words.ts'
import { Both } from './both.tsx'
import { Place } from './place.tsx'

/** The newest call on its seal-red band: pulses twice for each new call and recall, then stays. */
export function NewestCall({ call }: { readonly call: BoardCall }) {
  const other = useLocale() === 'en' ? 'zh-CN' : 'en'
  return (
    <section className="newest" aria-live="assertive">
      <span key={call.revision} className="newest-pulse" aria-hidden />
      <div className="newest-part">
        <Both words={boardWords.newest} className="newest-caption" />
        <p className="newest-number" data-testid="board-newest-number">
          {call.number}
        </p>
      </div>
      <span className="newest-arrow" aria-hidden />
      <div className="newest-part newest-to">
        <Both words={boardWords.goTo} className="newest-caption" />
        <p className="newest-counter" data-testid="board-newest-counter">
          <Place name={call.counterName} />
        </p>
        <p className="newest-other" lang={other}>
          {termText(call.counterName, other)}
        </p>
      </div>
      {call.recall && (
        <p className="newest-again">
          <Both words={boardWords.again} />
        </p>
      )}
    </section>
  )
}
