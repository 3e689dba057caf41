import './ticker.css'
import { Megaphone } from 'lucide-react'
import { type CSSProperties, useSyncExternalStore } from 'react'
import type { Bilingual } from '#domain'
import { pageOf, useNow } from '#ui'
import { tickerItems, tickerSeconds } from './ticker_text.ts'

const pageMs = 8_000
const stillQuery = '(prefers-reduced-motion: reduce)'

const watchStill = (listener: () => void) => {
  const query = matchMedia(stillQuery)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

function PagedTicker({ items }: { readonly items: readonly string[] }) {
  const now = useNow()
  const shown = pageOf(items, Math.floor(now / pageMs) % items.length, 1)
  return <p className="ticker-page">{shown[0]}</p>
}

/** The notices of the centre along the bottom: a slow band, or one at a time where motion is not wanted. */
export function Ticker({ notices }: { readonly notices: readonly Bilingual[] }) {
  const isStill = useSyncExternalStore(watchStill, () => matchMedia(stillQuery).matches)
  const items = tickerItems(notices)
  if (items.length === 0) return <footer className="ticker ticker-empty" />
  const style = { '--ticker-seconds': `${tickerSeconds(items)}s` } as CSSProperties
  return (
    <footer className="ticker">
      <Megaphone className="ticker-sign" aria-hidden />
      <div className="ticker-view">
        {isStill ? (
          <PagedTicker items={items} />
        ) : (
          <div className="ticker-band" style={style}>
            {[0, 1].map((copy) => (
              <ul key={copy} className="ticker-items" aria-hidden={copy === 1}>
                {items.map((item) => (
                  <li key={item}>{item}</li>
                ))}
              </ul>
            ))}
          </div>
        )}
      </div>
    </footer>
  )
}
