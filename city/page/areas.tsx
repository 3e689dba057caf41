import './areas.css'
import type { CityArea } from '#protocol'
import { clockText, useLocale, useText } from '#ui'
import { cityWords } from './city_words.ts'

const nameIn = (area: CityArea, locale: string) => (locale === 'en' ? area.nameEn : area.name)

/** The way down to the chosen area, and its figures added up. */
export function Totals({
  path,
  onOpen,
}: {
  readonly path: readonly CityArea[]
  readonly onOpen: (code: string) => void
}) {
  const text = useText(cityWords)
  const locale = useLocale()
  const area = path.at(-1)
  if (area === undefined) return null
  const figures = [
    { label: text.online, value: `${area.online} / ${area.sites}` },
    { label: text.waiting, value: area.waiting },
    { label: text.ticketsToday, value: area.ticketsToday },
    ...(area.mobileToday > 0 ? [{ label: text.mobileToday, value: area.mobileToday }] : []),
    { label: text.ratingsToday, value: area.ratingsToday },
    { label: text.meanOverall, value: area.meanOverall === null ? '—' : area.meanOverall.toFixed(1) },
    { label: text.pending, value: area.pending },
    { label: text.gaps, value: area.withheld },
    { label: text.lastSeen, value: area.lastSeen === null ? '—' : clockText(Date.parse(area.lastSeen)) },
  ]
  return (
    <section className="city-totals" data-testid="area-totals">
      <nav>
        {path.map((each) => (
          <button key={each.code} type="button" disabled={each === area} onClick={() => onOpen(each.code)}>
            {nameIn(each, locale)}
          </button>
        ))}
      </nav>
      <dl>
        {figures.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** The areas right below, each a way down. */
export function AreaList({
  areas,
  onOpen,
}: {
  readonly areas: readonly CityArea[]
  readonly onOpen: (code: string) => void
}) {
  const text = useText(cityWords)
  const locale = useLocale()
  return (
    <section className="city-card">
      <h2>{text.areas}</h2>
      {areas.length === 0 && <p className="city-none">{text.noneBelow}</p>}
      <ul className="city-areas">
        {areas.map((area) => (
          <li key={area.code}>
            <button
              type="button"
              disabled={area.sites === 0}
              data-testid={`area-${area.code}`}
              onClick={() => onOpen(area.code)}
            >
              <b>{nameIn(area, locale)}</b>
              <span>{area.sites === 0 ? '—' : text.onlineOf(area.online, area.sites)}</span>
              <span>{area.sites === 0 ? '' : `${text.waiting} ${area.waiting}`}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
