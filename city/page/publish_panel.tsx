import './publish_panel.css'
import { type FormEvent, useState } from 'react'
import { publishReply } from '#protocol'
import { useText } from '#ui'
import { cityWords } from './city_words.ts'

const empty = { zh: '', en: '', bodyZh: '', bodyEn: '' }

/** Writes a notice to the sites of an area; the token stays in this page. */
export function PublishPanel({ scope }: { readonly scope: string }) {
  const text = useText(cityWords)
  const [notice, setNotice] = useState(empty)
  const [token, setToken] = useState('')
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
    const answer = await fetch('/api/v1/publications', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({
        msgType: 'NOTICE',
        scope,
        data: { title, body, priority: 'city', validUntil: null },
      }),
    }).catch(() => null)
    const reply = publishReply.safeParse(answer?.ok === true ? await answer.json() : null)
    setSaid(reply.success ? text.sent(reply.data.sites) : text.notSent)
    if (reply.success) setNotice(empty)
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
          <input type="password" value={token} required onChange={(input) => setToken(input.target.value)} />
        </label>
        <span role="status">{said}</span>
        <button type="submit">{text.send}</button>
      </form>
    </section>
  )
}
