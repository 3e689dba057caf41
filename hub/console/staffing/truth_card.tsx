import { Select } from 'antd'
import { useEffect, useState } from 'react'
import { useCentre, usePage } from '#client'
import type { EstimateTruth } from '#domain'
import type { EstimateReportReply } from '#protocol'
import { PrintSheet, useTerm, useText } from '#ui'
import { EmptyState, PrintButton, TitledTable } from '#ui/staff'
import { staffingWords } from './staffing_words.ts'

const every = 30_000

/** The report of a day, of today ('') anew every half minute; null until it is there. */
function useReport(day: string): EstimateReportReply | null {
  const page = usePage()
  const [report, setReport] = useState<EstimateReportReply | null>(null)
  useEffect(() => {
    const ask = async () => {
      const answer = await page.call('getEstimateReport', day === '' ? {} : { query: { day } })
      if (answer.ok) setReport(answer.value)
    }
    void ask()
    const timer = page.clock.every(every, () => void ask())
    return () => timer.cancel()
  }, [page, day])
  return report
}

const percent = (share: number) => `${Math.round(share * 100)}%`

function Row({ name, truth }: { readonly name: string; readonly truth: EstimateTruth }) {
  const text = useText(staffingWords)
  const off = Math.round(Math.abs(truth.bias))
  const bias = off === 0 ? text.exact : truth.bias > 0 ? text.longer(off) : text.shorter(off)
  return (
    <tr>
      <td>{name}</td>
      <td>{truth.count}</td>
      <td>{percent(truth.below)}</td>
      <td>{percent(truth.within)}</td>
      <td>{percent(truth.covered)}</td>
      <td>{bias}</td>
    </tr>
  )
}

/** The report as a table. */
function TruthTable({ report }: { readonly report: EstimateReportReply }) {
  const text = useText(staffingWords)
  const say = useTerm()
  const services = useCentre((centre) => centre.services)
  const titles = [text.service, text.count, text.below, text.within, text.covered, text.bias]
  return (
    <TitledTable titles={titles} className="print-table">
      <Row name={text.all} truth={report.all} />
      {report.services
        .filter(({ count }) => count > 0)
        .map(({ serviceId, ...truth }) => {
          const service = services.get(serviceId)
          return (
            <Row key={serviceId} name={service === undefined ? serviceId : say(service.name)} truth={truth} />
          )
        })}
    </TitledTable>
  )
}

function TruthSheet({ report }: { readonly report: EstimateReportReply }) {
  const text = useText(staffingWords)
  return (
    <PrintSheet title={text.truth} note={`${report.businessDay} · ${text.truthHint}`}>
      <TruthTable report={report} />
    </PrintSheet>
  )
}

/** How true the estimates on the tickets were, by service, today or on a day before. */
export function TruthCard() {
  const text = useText(staffingWords)
  const [day, setDay] = useState('')
  const report = useReport(day)
  const today = useCentre((centre) => centre.businessDay)
  const past = (report?.days ?? []).filter((each) => each !== today)
  const all = [...new Set([...past, ...(day === '' ? [] : [day])])].sort().reverse()
  const days = [{ value: '', label: text.today }, ...all.map((each) => ({ value: each, label: each }))]
  const hasReport = report !== null && report.all.count > 0
  return (
    <section className="card" data-testid="estimate-truth">
      <header className="staffing-truth-head">
        <h3>{text.truth}</h3>
        <PrintButton
          label={text.print}
          title={text.truth}
          sheet={hasReport ? <TruthSheet report={report} /> : null}
          testId="print-truth"
        />
        <Select aria-label={text.truth} value={day} options={days} onChange={setDay} />
      </header>
      <p className="staffing-hint">
        {text.truthHint}
        {report !== null &&
          report.all.atOnce > 0 &&
          ` ${text.atOnce(report.all.atOnce, percent(report.all.atOnceKept))}`}
      </p>
      {hasReport ? <TruthTable report={report} /> : <EmptyState title={text.none} pictogram="ballot" />}
    </section>
  )
}
