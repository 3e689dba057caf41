import './publish_panel.css'
import { type FormEvent, useState } from 'react'
import { useText } from '#ui'
import { cityWords } from './city_words.ts'
import { publishToSites } from './publish_to_sites.ts'

/** Where a notice goes, and the bureau's token; it stays in this page. */
interface PublishPanelProps {
  readonly scope: string
  readonly token: string
  readonly onToken: (token: string) => void
}

const empty = { zh: '', en: '', bodyZh: '', bodyEn: '' }

/** Writes a notice to the sites of an area. */
export function PublishPanel({ scope, token, onToken }: PublishPanelProps) {
  const text = useText(cityWords)
  const [notice, setNotice] = useState(empty)
  const [said, setSaid] = useState('')
  const fields = [
    ['zh', text.noticeTitle],
    ['en', text.noticeTitleEn],
    ['bodyZh', text.noticeBody],
    ['bodyEn', text.noticeBodyEn],
  ] as const
  const send = async (submit: FormEvent) => {
    submit.preventDefault()
    const title = { zh: notice.zh, en: notice.en }
    const body = { zh: notice.bodyZh, en: notice.bodyEn }
    const data = { title, body, priority: 'city' as const, validUntil: null }
    const sites = await publishToSites({ msgType: 'NOTICE', scope, data }, token)
    setSaid(sites === null ? text.notSent : text.sent(sites))
    if (sites !== null) setNotice(empty)
  }
  return (
    <section className="city-card city-publish">
      <h2>{text.publish}</h2>
      <p>{text.publishLead}</p>
      <form onSubmit={(submit) => void send(submit)}>
        {fields.map(([key, label]) => (
          <label key={key}>
            <span>{label}</span>
            <textarea
              rows={1}
              value={notice[key]}
              required
              onChange={(input) => setNotice({ ...notice, [key]: input.target.value })}
            />
          </label>
        ))}
        <label>
          <span>{text.token}</span>
          <input type="password" value={token} required onChange={(input) => onToken(input.target.value)} />
        </label>
        <span role="status">{said}</span>
        <button type="submit">{text.send}</button>
      </form>
    </section>
  )
}
