import './city.css'
import { useEffect, useState } from 'react'
import type { Clock } from '#basics'
import { LiveMark, PageBar, usePageAttributes, useText, WallClock } from '#ui'
import { ActivityList } from './activity_list.tsx'
import { AreaList, Totals } from './areas.tsx'
import { type CityChoice, type CityData, watchCity } from './city_data.ts'
import { cityWords } from './city_words.ts'
import { PublishPanel } from './publish_panel.tsx'
import { type PublishAbout, publishToSites } from './publish_to_sites.ts'
import { RatingList } from './rating_list.tsx'
import { RecordLog } from './record_log.tsx'
import { ReportList } from './report_list.tsx'
import { SiteRow } from './site_row.tsx'
import { TicketTable } from './ticket_table.tsx'

async function ask(path: string): Promise<unknown> {
  const answer = await fetch(path, { signal: AbortSignal.timeout(8_000) })
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`)
  return answer.json()
}

/** The bureau's live page: the areas with their figures, the sites of the chosen one, and what a site has sent. */
export function CityApp({ clock }: { readonly clock: Clock }) {
  usePageAttributes('staff')
  const text = useText(cityWords)
  const [{ isFresh, areas, detail }, setData] = useState<CityData>({
    isFresh: true,
    areas: null,
    detail: null,
  })
  const [choice, setChoice] = useState<CityChoice>({ area: '31', siteId: null })
  useEffect(() => watchCity(clock, ask, choice, setData), [clock, choice])
  const [token, setToken] = useState('')
  const sites = areas?.sites ?? []
  const scope = detail?.site.areaCode ?? null
  const publish: PublishAbout | null =
    token === '' || scope === null ? null : (about) => publishToSites({ ...about, scope }, token)
  return (
    <div className="city">
      <PageBar picture="group-guidance" title={text.title} lead={text.lead}>
        <LiveMark isLive={isFresh}>{isFresh ? text.live : text.lost}</LiveMark>
        <WallClock date={false} />
      </PageBar>
      <main className="city-main">
        {areas !== null && <Totals path={areas.path} onOpen={(area) => setChoice({ area, siteId: null })} />}
        <div className="city-grid">
          <section className="city-card">
            <h2>{text.sites}</h2>
            {areas !== null && sites.length === 0 && (
              <p className="city-none">
                {text.noSites}
                <small>{text.noSitesBody}</small>
              </p>
            )}
            <ul className="city-sites">
              {sites.map((site) => (
                <SiteRow
                  key={site.siteId}
                  site={site}
                  isChosen={site.siteId === detail?.site.siteId}
                  onChoose={() => setChoice({ ...choice, siteId: site.siteId })}
                />
              ))}
            </ul>
          </section>
          {areas !== null && (
            <AreaList areas={areas.below} onOpen={(area) => setChoice({ area, siteId: null })} />
          )}
        </div>
        {detail !== null && (
          <>
            <div className="city-grid">
              <TicketTable tickets={detail.tickets} />
              <RatingList ratings={detail.ratings} publish={publish} clock={clock} />
            </div>
            <div className="city-grid">
              <ReportList reports={detail.reports} publish={publish} />
              <ActivityList activities={detail.activities} />
            </div>
            <RecordLog records={detail.records} />
          </>
        )}
        <PublishPanel scope={choice.area} token={token} onToken={setToken} />
      </main>
    </div>
  )
}
