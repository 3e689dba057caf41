import { useCentre, useServerNow } from '#client'
import { dayFigures } from '#domain'
import type { CityLink } from '#protocol'
import { clockText, type English, useText } from '#ui'
import { Figure } from '#ui/staff'
import type { TicketFigure } from './tickets_behind.ts'
import { todayWords } from './today_words.ts'
import { useCityLink } from './use_city_link.ts'

type Text = English<(typeof todayWords)['zh-CN']>

function cityNote(link: CityLink | null, text: Text): string {
  switch (link?.state) {
    case undefined:
      return ''
    case 'off':
      return text.cityOff
    case 'sending':
      return text.citySending
    case 'retrying':
      return text.cityRetrying
    case 'paused':
      return text.cityPaused
    case 'idle':
    case 'standby':
      return link.lastDeliveredAt === null
        ? text.cityNever
        : text.cityIdle(clockText(Date.parse(link.lastDeliveredAt)))
  }
}

/** The day in figures; each leads to the tickets behind it. */
export function Figures({ onOpen }: { readonly onOpen: (figure: TicketFigure) => void }) {
  const text = useText(todayWords)
  const now = useServerNow(10_000)
  const link = useCityLink()
  const day = useCentre((centre) => dayFigures(centre, null))
  const longest = useCentre(({ live }) =>
    [...live.values()]
      .filter((ticket) => ticket.state === 'WAITING')
      .reduce((most, ticket) => Math.max(most, Math.floor((now - ticket.leg.enqueuedAt) / 60_000)), 0),
  )
  const shown = [
    { name: 'issued', value: day.issued, unit: text.tickets },
    { name: 'waiting', value: day.waiting, note: day.waiting > 0 ? text.longest(longest) : undefined },
    { name: 'served', value: day.served },
    { name: 'missed', value: day.missed },
    { name: 'meanWait', value: day.meanWaitMinutes, unit: text.minutes },
    { name: 'meanService', value: day.meanServiceMinutes, unit: text.minutes },
    { name: 'rated', value: day.rated, unit: text.ratings, note: text.unrated(day.unrated) },
    { name: 'meanOverall', value: day.meanOverall, unit: text.ofFive },
  ] as const
  return (
    <div className="figures">
      {shown.map(({ name, value, ...rest }) => {
        const unit = 'unit' in rest && rest.unit !== '' ? { unit: rest.unit } : {}
        const note = 'note' in rest && rest.note !== undefined ? { note: rest.note } : {}
        return (
          <div key={name} data-testid={`figure-${name}`}>
            <Figure label={text[name]} value={value} {...unit} {...note} onPress={() => onOpen(name)} />
          </div>
        )
      })}
      <div data-testid="figure-cityPending">
        <Figure
          label={text.cityPending}
          value={link === null || link.state === 'off' ? null : link.pending}
          note={cityNote(link, text)}
          tone={link?.state === 'retrying' ? 'attention' : 'plain'}
        />
      </div>
    </div>
  )
}
