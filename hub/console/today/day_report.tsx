import { useCentre } from '#client'
import { type CentreState, type DayFigures, dayFigures, serviceDayFigures } from '#domain'
import { PrintSheet, useTerm, useText } from '#ui'
import { dayReportWords } from './day_report_words.ts'

type Row = readonly [id: string, name: { readonly zh: string; readonly en: string }, day: DayFigures]

/** Services and counters with anything to tell of today. */
function rowsOf(centre: CentreState): {
  readonly services: readonly Row[]
  readonly counters: readonly Row[]
} {
  const hasCome = ([, , day]: Row) => day.issued + day.waiting + day.served + day.missed > 0
  const services = [...centre.services.values()].map(
    ({ id, name }): Row => [id, name, serviceDayFigures(centre, id)],
  )
  const counters = [...centre.counters.values()].map(
    ({ id, name }): Row => [id, name, dayFigures(centre, id)],
  )
  return {
    services: services.filter(hasCome),
    counters: counters.filter(([, , day]) => day.served + day.missed + day.rated + day.unrated > 0),
  }
}

const shown = (value: number | null) => (value === null ? '—' : String(value))

function Table(props: {
  readonly first: string
  readonly columns: readonly (keyof DayFigures)[]
  readonly rows: readonly Row[]
}) {
  const text = useText(dayReportWords)
  const say = useTerm()
  if (props.rows.length === 0) return <p>{text.none}</p>
  return (
    <table className="print-table">
      <thead>
        <tr>
          <th>{props.first}</th>
          {props.columns.map((column) => (
            <th key={column}>{text[column]}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map(([id, name, day]) => (
          <tr key={id}>
            <td>{say(name)}</td>
            {props.columns.map((column) => (
              <td key={column}>{shown(day[column])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const ofServices = ['issued', 'waiting', 'served', 'missed', 'meanWaitMinutes', 'meanServiceMinutes'] as const
const ofCounters = ['served', 'missed', 'meanServiceMinutes', 'rated', 'unrated', 'meanOverall'] as const

/** The day on A4: the centre's figures, then by service and by counter; no person stands on it. */
export function DayReport({ day }: { readonly day: string }) {
  const text = useText(dayReportWords)
  const whole = useCentre((centre) => dayFigures(centre, null))
  const { services, counters } = useCentre(rowsOf)
  const facts = Object.entries(whole) as [keyof DayFigures, number | null][]
  return (
    <PrintSheet title={text.title} note={text.day(day)}>
      <h2>{text.whole}</h2>
      <dl className="print-facts">
        {facts.flatMap(([name, value]) => [
          <dt key={name}>{text[name]}</dt>,
          <dd key={`${name}.`}>{shown(value)}</dd>,
        ])}
      </dl>
      <h2>{text.services}</h2>
      <Table first={text.service} columns={ofServices} rows={services} />
      <h2>{text.counters}</h2>
      <Table first={text.counter} columns={ofCounters} rows={counters} />
    </PrintSheet>
  )
}
