import './city.css'
import { useEffect, useState } from 'react'
import type { Clock } from '#basics'
import { Pictogram, usePageAttributes, useText, useUi, WallClock } from '#ui'
import { type CityData, watchCity } from './city_data.ts'
import { cityWords } from './city_words.ts'
import { RatingList } from './rating_list.tsx'
import { RecordLog } from './record_log.tsx'
import { SiteRow } from './site_row.tsx'
import { TicketTable } from './ticket_table.tsx'

async function ask(path: string): Promise<unknown> {
  const answer = await fetch(path, { signal: AbortSignal.timeout(8_000) })
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`)
  return answer.json()
}

function Header({ isFresh }: { readonly isFresh: boolean }) {
  const text = useText(cityWords)
  const locale = useUi((ui) => ui.locale)
  const setLocale = useUi((ui) => ui.setLocale)
  return (
    <header className="city-head">
      <Pictogram name="group-guidance" size="40px" />
      <div className="city-name">
        <h1>{text.title}</h1>
        <p>{text.lead}</p>
      </div>
      <span className="city-live" data-fresh={isFresh} role="status">
        {isFresh ? text.live : text.lost}
      </span>
      <WallClock date={false} />
      <button
        type="button"
        className="city-locale"
        data-testid="language"
        onClick={() => setLocale(locale === 'en' ? 'zh-CN' : 'en')}
      >
        {text.other}
      </button>
    </header>
  )
}

/** The city's live page: which sites report, how far, and what has arrived of the chosen one. */
export function CityApp({ clock }: { readonly clock: Clock }) {
  usePageAttributes('staff')
  const text = useText(cityWords)
  const [{ isFresh, sites }, setData] = useState<CityData>({ isFresh: true, sites: null })
  const [chosenId, setChosenId] = useState<string | null>(null)
  useEffect(() => watchCity(clock, ask, setData), [clock])
  const chosen = sites?.find(({ site }) => site.siteId === chosenId) ?? sites?.[0]
  return (
    <div className="city">
      <Header isFresh={isFresh} />
      <main className="city-main">
        <section className="city-card">
          <h2>{text.sites}</h2>
          {sites !== null && sites.length === 0 && (
            <p className="city-none">
              {text.noSites}
              <small>{text.noSitesBody}</small>
            </p>
          )}
          <ul>
            {(sites ?? []).map(({ site }) => (
              <SiteRow
                key={site.siteId}
                site={site}
                isChosen={site.siteId === chosen?.site.siteId}
                onChoose={() => setChosenId(site.siteId)}
              />
            ))}
          </ul>
        </section>
        {chosen !== undefined && (
          <>
            <div className="city-grid">
              <TicketTable tickets={chosen.tickets} />
              <RatingList ratings={chosen.ratings} />
            </div>
            <RecordLog records={chosen.records} />
          </>
        )}
      </main>
    </div>
  )
}
