import './newest_call.css'
import type { CSSProperties } from 'react'
import type { BoardCall } from '#domain'
import { termText, useLocale } from '#ui'
import { boardWords } from './board_words.ts'
import { Both } from './both.tsx'
import { numberEms } from './number_ems.ts'
import { isNumbered, placeName } from './place_name.ts'

/** Where to go: the counter's figure as large as the number, its words beside it, the other language below them. */
function NewestPlace({ name }: { readonly name: BoardCall['counterName'] }) {
  const locale = useLocale()
  const other = locale === 'en' ? 'zh-CN' : 'en'
  const parts = placeName(termText(name, locale))
  const shape = !isNumbered(parts) ? 'whole' : parts.before === '' ? 'after' : 'before'
  return (
    <div className="newest-place" data-shape={shape} data-digits={parts.figure?.length ?? 0}>
      <p className="newest-counter" data-testid="board-newest-counter">
        {parts.before !== '' && <span className="newest-before">{parts.before} </span>}
        {parts.figure !== null && <span className="newest-figure">{parts.figure}</span>}
        {parts.after !== '' && <span className="newest-after">{parts.after}</span>}
      </p>
      <p className="newest-other" lang={other}>
        {termText(name, other)}
      </p>
    </div>
  )
}

/**
 * The newest call on its seal-red band: pulses twice for each new call and recall, then stays. Where no voice calls it
 * goes on pulsing.
 */
export function NewestCall({ call, silent }: { readonly call: BoardCall; readonly silent: boolean }) {
  return (
    <section className="newest" aria-live="assertive">
      <span
        key={`${call.revision} ${silent}`}
        className="newest-pulse"
        data-silent={silent || undefined}
        aria-hidden
      />
      <div className="newest-part">
        <Both words={boardWords.newest} className="newest-caption" />
        <p
          className="newest-number"
          style={{ '--ems': numberEms(call.number) } as CSSProperties}
          data-testid="board-newest-number"
        >
          {call.number}
        </p>
      </div>
      <div className="newest-part newest-to">
        <Both words={boardWords.goTo} className="newest-caption" />
        <NewestPlace name={call.counterName} />
      </div>
      {call.recall && (
        <p className="newest-again">
          <Both words={boardWords.again} />
        </p>
      )}
    </section>
  )
}
