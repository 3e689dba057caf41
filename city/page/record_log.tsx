import './record_log.css'
import { CircleAlert, CircleCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CityRecord } from '#protocol'
import { clockText, useText } from '#ui'
import { cityWords } from './city_words.ts'
import { logHealth } from './log_health.ts'

function Health({ isWell, children }: { readonly isWell: boolean; readonly children: ReactNode }) {
  const Icon = isWell ? CircleCheck : CircleAlert
  return (
    <span className="log-health" data-well={isWell}>
      <Icon aria-hidden /> {children}
    </span>
  )
}

/** The records as they came: revision, kind, content; collapsed until somebody wants them. */
export function RecordLog({ records }: { readonly records: readonly CityRecord[] }) {
  const text = useText(cityWords)
  const { missingFrom, brokenAt } = logHealth(records)
  const newestFirst = [...records].reverse()
  return (
    <section className="city-card">
      <header className="log-head">
        <h2>
          {text.log} <span className="log-note">{text.logNote}</span>
        </h2>
        <Health isWell={missingFrom === null}>
          {missingFrom === null ? text.noGap : text.gap(missingFrom)}
        </Health>
        <Health isWell={brokenAt === null}>
          {brokenAt === null ? text.chain : text.chainBroken(brokenAt)}
        </Health>
      </header>
      <details className="log" data-testid="city-log">
        <summary>{text.showLog(records.length)}</summary>
        <ol>
          {newestFirst.map((record) => (
            <li key={record.revision}>
              <details>
                <summary>
                  <b>{record.revision}</b>
                  <span className="log-kind">{record.msgType}</span>
                  <span>{record.type}</span>
                  <time>{clockText(Date.parse(record.at))}</time>
                  <code>{record.hash.slice(0, 12)}</code>
                </summary>
                <pre>{JSON.stringify(record.data, null, 2)}</pre>
              </details>
            </li>
          ))}
        </ol>
      </details>
    </section>
  )
}
