import { ArrowRight } from 'lucide-react'
import { useCentre } from '#client'
import type { ExpectedWaits, StaffingAnswer } from '#domain'
import { useTerm, useText } from '#ui'
import { TitledTable } from '#ui/staff'
import { staffingWords } from './staffing_words.ts'

const nobody: ExpectedWaits = { people: 0, meanMinutes: 0, p90Minutes: 0, unserved: 0 }
/** Less than this, minutes or people, is no difference. */
const little = 0.5

/** A figure as it is and as it would be; null where there is none. */
function Change(props: {
  readonly before: number | null
  readonly after: number | null
  readonly unit: string
}) {
  const { before, after, unit } = props
  const by = before === null || after === null ? 0 : after - before
  const tone = by < -little ? 'better' : by > little ? 'worse' : 'same'
  const shown = (figure: number | null) => (figure === null ? '—' : Math.round(figure))
  return (
    <span className="staffing-change" data-tone={tone}>
      {shown(before)} <ArrowRight aria-hidden /> <b>{shown(after)}</b> {unit}
    </span>
  )
}

const isServed = ({ people, unserved }: ExpectedWaits) => people - unserved >= little

function Row(props: {
  readonly name: string
  readonly before: ExpectedWaits
  readonly after: ExpectedWaits
}) {
  const text = useText(staffingWords)
  const { name, before, after } = props
  const of = (figure: 'meanMinutes' | 'p90Minutes', waits: ExpectedWaits) =>
    isServed(waits) ? waits[figure] : null
  return (
    <tr>
      <td>
        {name}
        {Math.max(before.unserved, after.unserved) >= little && (
          <small className="staffing-unserved">
            {text.unserved} <Change before={before.unserved} after={after.unserved} unit="" />
          </small>
        )}
      </td>
      <td>{Math.round(Math.max(before.people, after.people))}</td>
      {(['meanMinutes', 'p90Minutes'] as const).map((figure) => (
        <td key={figure}>
          <Change before={of(figure, before)} after={of(figure, after)} unit={text.minutes} />
        </td>
      ))}
    </tr>
  )
}

function Loads({ before, after }: StaffingAnswer) {
  const text = useText(staffingWords)
  const say = useTerm()
  const counters = useCentre((centre) => centre.counters)
  const ids = [...new Set([...before.counters, ...after.counters].map(({ counterId }) => counterId))]
  const loadIn = (figures: StaffingAnswer['before'], id: string) =>
    figures.counters.find(({ counterId }) => counterId === id)?.load
  const percent = (load: number | undefined) =>
    load === undefined ? text.notOpen : `${Math.round(load * 100)}%`
  return (
    <ul className="staffing-loads">
      {ids.map((id) => {
        const counter = counters.get(id)
        const load = loadIn(after, id)
        return (
          <li key={id}>
            <span>{counter === undefined ? text.newCounter : say(counter.name)}</span>
            <progress max={1} value={load ?? 0} />
            <span>
              {percent(loadIn(before, id))} <ArrowRight aria-hidden /> <b>{percent(load)}</b>
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** What the change is expected to bring, beside how it is: waits by service, how busy counters are, overtime. */
export function AnswerTable({ before, after }: StaffingAnswer) {
  const text = useText(staffingWords)
  const say = useTerm()
  const services = useCentre((centre) => centre.services)
  const nameOf = (id: string) => {
    const service = services.get(id)
    return service === undefined ? id : say(service.name)
  }
  const of = (figures: StaffingAnswer['before'], id: string) =>
    figures.services.find(({ serviceId }) => serviceId === id) ?? nobody
  const ids = [...new Set([...before.services, ...after.services].map(({ serviceId }) => serviceId))].sort(
    (a, b) => of(after, b).people - of(after, a).people,
  )
  return (
    <div className="staffing-answer" data-testid="what-if-answer">
      <section className="card">
        <h3>{text.result}</h3>
        <TitledTable titles={[text.service, text.people, text.mean, text.p90]}>
          <Row name={text.all} before={before.all} after={after.all} />
          {ids.map((id) => (
            <Row key={id} name={nameOf(id)} before={of(before, id)} after={of(after, id)} />
          ))}
        </TitledTable>
      </section>
      <section className="card">
        <h3>{text.load}</h3>
        <Loads before={before} after={after} />
        <p className="staffing-overtime">
          {text.overtime}{' '}
          <Change before={before.overtimeMinutes} after={after.overtimeMinutes} unit={text.minutes} />
        </p>
      </section>
    </div>
  )
}
