import './recent_calls.css'
import type { BoardCall } from '#domain'
import { clockText } from '#ui'
import { boardWords } from './board_words.ts'
import { Both } from './both.tsx'
import { Place } from './place.tsx'

/** The last six calls before the newest, newest first. */
export function RecentCalls({ calls }: { readonly calls: readonly BoardCall[] }) {
  return (
    <section className="recent" data-testid="board-recent">
      <h2 className="panel-title">
        <Both words={boardWords.recent} />
      </h2>
      {calls.length === 0 ? (
        <p className="recent-none">
          <Both words={boardWords.nothingRecent} />
        </p>
      ) : (
        <ol className="recent-list">
          {calls.map((call) => (
            <li key={call.ticketId} className="recent-call">
              <b className="recent-number">{call.number}</b>
              <span className="recent-place">
                <Place name={call.counterName} />
              </span>
              <time className="recent-time">{clockText(call.at)}</time>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
