import './report_list.css'
import { useState } from 'react'
import type { CityReport } from '#protocol'
import { useText } from '#ui'
import { CardTable } from './card_table.tsx'
import { cityWords } from './city_words.ts'
import type { PublishAbout } from './publish_to_sites.ts'
import { useSend } from './use_send.ts'

const share = (part: number, of: number) => (of === 0 ? '—' : `${Math.round((part / of) * 100)}%`)
const mean = (sum: number, of: number) => (of === 0 ? '—' : (sum / of).toFixed(1))

/** What a row shows of a report's figures; a figure that is not there counts as none. */
function shownOf({ figures }: CityReport) {
  const of = (name: string) => figures[name] ?? 0
  const rated = [1, 2, 3, 4, 5].reduce((sum, mark) => sum + of(`mark${mark}`), 0)
  return {
    issued: of('issued'),
    served: of('served'),
    missed: of('missed'),
    wait: mean(of('waitMinutes'), of('waited')),
    service: mean(of('serviceMinutes'), of('timed')),
    satisfied: share(rated - of('mark1') - of('mark2'), rated),
  }
}

/** The buttons by which the city says what it makes of a report. */
function Judge({ report, publish }: { readonly report: CityReport; readonly publish: PublishAbout }) {
  const text = useText(cityWords)
  const { hasFailed, send } = useSend(publish)
  const [reason, setReason] = useState('')
  const { id: reportId, version, period } = report
  const say = (outcome: 'received' | 'returned') => {
    const receiptNo = `${period}-${reportId.slice(-6)}-${version}`
    send({ msgType: 'RECEIPT', data: { reportId, version, receiptNo, outcome, reason } })
  }
  return (
    <span className="report-act">
      <button type="button" onClick={() => say('received')} data-testid={`receive-${period}`}>
        {text.receive}
      </button>
      <input
        value={reason}
        maxLength={500}
        aria-label={text.returnReason}
        placeholder={text.returnReason}
        onChange={(input) => setReason(input.target.value)}
        data-testid={`reason-${period}`}
      />
      <button
        type="button"
        disabled={reason.trim() === ''}
        onClick={() => say('returned')}
        data-testid={`return-${period}`}
      >
        {text.giveBack}
      </button>
      {hasFailed && <span role="status">{text.notSent}</span>}
    </span>
  )
}

/** The city's word about a report: what was said, or the way to say it. */
function Receipt({
  report,
  publish,
}: {
  readonly report: CityReport
  readonly publish: PublishAbout | null
}) {
  const text = useText(cityWords)
  const { receipt } = report
  if (receipt === null)
    return publish === null ? <small>{text.needsToken}</small> : <Judge report={report} publish={publish} />
  return (
    <>
      <span className="city-state" data-tone={receipt.outcome === 'received' ? 'done' : 'lost'}>
        {receipt.outcome === 'received' ? text.reportReceived : text.reportReturned}
      </span>
      <small>{[receipt.receiptNo, receipt.reason].filter(Boolean).join(' · ')}</small>
    </>
  )
}

function ReportRow({
  report,
  publish,
}: {
  readonly report: CityReport
  readonly publish: PublishAbout | null
}) {
  const text = useText(cityWords)
  const { issued, served, missed, wait, service, satisfied } = shownOf(report)
  return (
    <tr>
      <td>
        <b>{report.period}</b>
        <small>{`${text.version(report.version)} · ${report.signedBy}`}</small>
      </td>
      <td>{issued}</td>
      <td>{served}</td>
      <td>{missed}</td>
      <td>{wait}</td>
      <td>{service}</td>
      <td>{satisfied}</td>
      <td>
        <Receipt key={report.version} report={report} publish={publish} />
      </td>
    </tr>
  )
}

/** A site's reports by month, each with what the city has said of it. */
export function ReportList(props: {
  readonly reports: readonly CityReport[]
  readonly publish: PublishAbout | null
}) {
  const text = useText(cityWords)
  const columns = [
    text.period,
    text.issuedCount,
    text.servedCount,
    text.missedCount,
    text.meanWait,
    text.meanService,
    text.satisfied,
    text.receipt,
  ]
  const rows = props.reports.map((report) => (
    <ReportRow key={report.id} report={report} publish={props.publish} />
  ))
  return (
    <CardTable title={text.reports} none={text.noReports} testId="reports" columns={columns} rows={rows} />
  )
}
