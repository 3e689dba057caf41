import { Alert, Button } from 'antd'
import { useState } from 'react'
import { usePage } from '#client'
import type { BackupStatus } from '#protocol'
import { useLocale, useText } from '#ui'
import { StatusDot } from '#ui/staff'
import { backupWords } from './backup_words.ts'
import { momentText } from './moment.ts'

const megabyte = 1_048_576

function Facts({ status }: { readonly status: BackupStatus }) {
  const text = useText(backupWords)
  const locale = useLocale()
  const { last, drill, nextAt, kept, folder } = status
  const drilled = (at: string, passed: boolean, head: number) =>
    passed ? text.drillPassed(momentText(at, locale), head) : text.drillFailed(momentText(at, locale))
  return (
    <dl className="backup-facts">
      <dt>{text.last}</dt>
      <dd data-testid="last-backup">
        {last === null ? (
          text.never
        ) : (
          <>
            {text.point(last.head, momentText(last.takenAt, locale))}
            <small>{text.size((last.bytes / megabyte).toFixed(1), kept)}</small>
          </>
        )}
        {nextAt !== null && <small>{text.next(momentText(nextAt, locale))}</small>}
      </dd>
      <dt>{text.folder}</dt>
      <dd>
        <code>{folder}</code>
        {status.isSameDisk && <small>{text.sameDisk}</small>}
      </dd>
      <dt>{text.drill}</dt>
      <dd>
        {drill === null ? (
          text.drillNone
        ) : (
          <StatusDot tone={drill.passed ? 'good' : 'trouble'}>
            {drilled(drill.at, drill.passed, drill.head)}
          </StatusDot>
        )}
      </dd>
    </dl>
  )
}

/** The last backup, what went wrong since, the last drill, and a button to take one now. */
export function LastBackup(props: { readonly status: BackupStatus; readonly onTaken: () => Promise<void> }) {
  const { status, onTaken } = props
  const page = usePage()
  const text = useText(backupWords)
  const locale = useLocale()
  const [isBusy, setBusy] = useState(false)
  const take = async () => {
    setBusy(true)
    await page.call('backUpNow')
    await onTaken()
    setBusy(false)
  }
  if (status.folder === '') return <section className="card">{text.off}</section>
  const isRunning = isBusy || status.isRunning
  return (
    <section className="card">
      {status.problem !== null && (
        <Alert
          type="error"
          showIcon
          data-testid="backup-problem"
          title={text[status.problem.code]}
          description={text.problemSince(momentText(status.problem.at, locale))}
        />
      )}
      <Facts status={status} />
      <Button type="primary" loading={isRunning} onClick={() => void take()} data-testid="back-up-now">
        {isRunning ? text.running : text.now}
      </Button>
    </section>
  )
}
