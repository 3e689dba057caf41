import { App, Button } from 'antd'
import { useCentre, useServerNow, useView } from '#client'
import { localMoment, type SignedReport } from '#domain'
import type { MonthReportReply } from '#protocol'
import { PrintSheet, useLocale, useTerm, useText } from '#ui'
import { EmptyState, PrintButton, StatusDot, type StatusTone } from '#ui/staff'
import { momentText } from '../backup/moment.ts'
import { useSave } from '../use_save.ts'
import { FiguresTable } from './figures_table.tsx'
import { reportDay, reportStanding, reportTime } from './months.ts'
import { reportsWords } from './reports_words.ts'

type Standing = ReturnType<typeof reportStanding>

const tones: Readonly<Record<Standing, StatusTone>> = {
  open: 'off',
  unsigned: 'busy',
  sent: 'busy',
  received: 'good',
  returned: 'trouble',
}

/** Who signed which version and when, and what the city said of it. */
function Signed({ signed }: { readonly signed: SignedReport }) {
  const text = useText(reportsWords)
  const say = useTerm()
  const locale = useLocale()
  const staff = useCentre((centre) => centre.staff.get(signed.signedBy))
  const { version, signedAt, receipt } = signed
  const name = staff === undefined ? signed.signedBy : say(staff.name)
  const at = momentText(new Date(signedAt).toISOString(), locale)
  return (
    <>
      <p>
        {text.signed(name, at, version)}
        {receipt !== null && ` · ${text.receiptNo(receipt.receiptNo)}`}
      </p>
      {receipt?.outcome === 'returned' && (
        <p className="report-returned" role="status">
          {text.returnedBody(receipt.reason === '' ? text.noReason : receipt.reason)}
        </p>
      )}
    </>
  )
}

/** The button that signs what is shown, where there is something to sign; `onSigned` after the hub has taken it. */
function SignButton(props: {
  readonly report: MonthReportReply
  readonly standing: Standing
  readonly onSigned: () => void
}) {
  const { report, standing, onSigned } = props
  const text = useText(reportsWords)
  const say = useTerm()
  const save = useSave()
  const { modal } = App.useApp()
  const identity = useView((view) => view.identity)
  const staffId = identity?.kind === 'staff' ? identity.staffId : ''
  const staff = useCentre((centre) => centre.staff.get(staffId))
  const labels = {
    unsigned: text.sign,
    returned: text.signAgain,
    sent: text.signCorrection,
    received: text.signCorrection,
  }
  if (standing === 'open') return null
  if (standing !== 'unsigned' && standing !== 'returned' && !report.isChanged) return null
  const { period, digest } = report
  const sign = () =>
    modal.confirm({
      title: text.signTitle(period),
      content: text.signBody(staff === undefined ? staffId : say(staff.name)),
      okText: labels[standing],
      cancelText: text.cancel,
      okButtonProps: { 'data-testid': 'confirm' },
      onOk: async () => {
        await save.run({ name: 'sign-report', period, body: { digest } })
        onSigned()
      },
    })
  return (
    <Button type="primary" loading={save.isBusy} onClick={sign} data-testid="sign-report">
      {labels[standing]}
    </Button>
  )
}

/** The report of one month: how it stands, its figures, and the button to sign it. */
export function MonthCard(props: { readonly report: MonthReportReply; readonly onSigned: () => void }) {
  const { report } = props
  const text = useText(reportsWords)
  const now = useServerNow(60_000)
  const today = useCentre((centre) => localMoment(now, centre.policy.zoneMinutes).date)
  const signed = useCentre((centre) => centre.reports.get(report.period))
  const standing = reportStanding(signed, report.isOver)
  const time = reportTime(report.period, today)
  const isWaiting = standing === 'unsigned' || standing === 'returned'
  return (
    <section className="card report" data-standing={standing} data-testid="month-report">
      <div className="report-head">
        <div>
          <StatusDot tone={tones[standing]}>{text[standing]}</StatusDot>
          <p>
            {text.span(report.from, report.to)}
            {isWaiting && (
              <b data-time={time} className="report-time">
                {text[time](reportDay(report.period))}
              </b>
            )}
          </p>
          {standing === 'open' && <p>{text.openBody(report.to)}</p>}
          {signed !== undefined && <Signed signed={signed} />}
          {report.isChanged && standing !== 'returned' && <p>{text.changed}</p>}
        </div>
        <span className="report-buttons">
          <PrintButton
            title={`${text.print} ${report.period}`}
            label={text.print}
            sheet={
              report.all.issued === 0 ? null : (
                <PrintSheet title={`${text.print} ${report.period}`} note={text.note}>
                  <FiguresTable report={report} />
                </PrintSheet>
              )
            }
            testId="print-report"
          />
          <SignButton {...props} standing={standing} />
        </span>
      </div>
      {report.all.issued === 0 ? (
        <EmptyState title={text.none} pictogram="ballot" />
      ) : (
        <>
          <FiguresTable report={report} />
          <p className="report-note">{text.note}</p>
        </>
      )}
    </section>
  )
}
