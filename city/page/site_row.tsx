import './site_row.css'
import type { CitySite } from '#protocol'
import { clockText, Pictogram, useLocale, useText } from '#ui'
import { cityWords } from './city_words.ts'

/** One site: its name, how far its log has arrived, and its day in figures. */
export function SiteRow(props: {
  readonly site: CitySite
  readonly isChosen: boolean
  readonly onChoose: () => void
}) {
  const { site } = props
  const text = useText(cityWords)
  const locale = useLocale()
  const pending = Math.max(0, site.head - site.received)
  const figures = [
    { label: text.ticketsToday, value: site.ticketsToday },
    { label: text.waiting, value: site.waiting },
    { label: text.ratingsToday, value: site.ratingsToday },
    { label: text.meanOverall, value: site.meanOverall === null ? '—' : site.meanOverall.toFixed(1) },
  ]
  return (
    <li data-testid="site-row" data-site={site.siteId}>
      <button type="button" className="site" aria-pressed={props.isChosen} onClick={props.onChoose}>
        <span className="site-name">
          <Pictogram name="logo" size="40px" />
          <span>
            <b>
              {(locale === 'en' ? site.nameEn : site.name) ?? site.siteId}
              {site.mobile && <em className="site-mobile">{text.mobile}</em>}
            </b>
            <small>
              {site.siteId} · {text.lastSeen}{' '}
              {site.lastSeen === null ? '—' : clockText(Date.parse(site.lastSeen))}
            </small>
          </span>
        </span>
        <span className="site-log">
          <span className="site-revisions">
            {text.received} <b data-testid="city-received">{site.received}</b> / {text.head}{' '}
            <b>{site.head}</b>
          </span>
          <progress max={Math.max(1, site.head)} value={Math.min(site.received, site.head)} />
          <span className="site-pending" data-pending={pending} data-testid="city-pending">
            {pending === 0 ? text.allHere : text.pendingOf(pending)}
          </span>
        </span>
        {figures.map(({ label, value }) => (
          <span key={label} className="site-figure">
            <b>{value}</b>
            <small>{label}</small>
          </span>
        ))}
      </button>
    </li>
  )
}
