import type { MonthFigures, MonthReportReply } from '#protocol'
import { ratingLevelTerms, useTerm, useText } from '#ui'
import { TitledTable } from '#ui/staff'
import { useNames } from '../use_names.ts'
import { ratesOf } from './months.ts'
import { reportsWords } from './reports_words.ts'

const levels = [5, 4, 3, 2, 1] as const

function Row({ name, figures }: { readonly name: string; readonly figures: MonthFigures }) {
  const { issued, served, missed, left, marks, unrated } = figures
  const { wait, service, satisfied } = ratesOf(figures)
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{issued}</td>
      <td>{served}</td>
      <td>{missed}</td>
      <td>{left}</td>
      <td>{wait ?? '—'}</td>
      <td>{service ?? '—'}</td>
      {levels.map((level) => (
        <td key={level}>{marks[level - 1]}</td>
      ))}
      <td>{unrated}</td>
      <td>{satisfied === null ? '—' : `${satisfied}%`}</td>
    </tr>
  )
}

/** The figures of a month, all together and by service. */
export function FiguresTable({ report }: { readonly report: MonthReportReply }) {
  const text = useText(reportsWords)
  const say = useTerm()
  const names = useNames()
  const counts = [text.service, text.issued, text.served, text.missed, text.left, text.wait, text.time]
  const ratings = [...levels.map((level) => say(ratingLevelTerms[level])), text.unrated, text.satisfied]
  return (
    <TitledTable titles={[...counts, ...ratings]} className="print-table report-table">
      <Row name={text.all} figures={report.all} />
      {report.services.map(({ serviceId, ...figures }) => (
        <Row key={serviceId} name={names.service(serviceId)} figures={figures} />
      ))}
    </TitledTable>
  )
}
