import './city.css'
import { Button } from 'antd'
import type { CityLink } from '#protocol'
import { clockText, useText } from '#ui'
import { Figure, StatusDot, type StatusTone } from '#ui/staff'
import { cityWords } from './city_words.ts'
import { ConnectionCard } from './connection_card.tsx'
import { InboxList } from './inbox_list.tsx'
import { ParkedList } from './parked_list.tsx'
import { type CityDeskView, useCityDesk } from './use_city_desk.ts'

const tones: Readonly<Record<CityLink['state'], StatusTone>> = {
  off: 'off',
  idle: 'good',
  sending: 'busy',
  retrying: 'trouble',
  paused: 'paused',
  standby: 'good',
}

const timeOf = (iso: string) => clockText(Date.parse(iso))

function Trouble({ link }: { readonly link: CityLink }) {
  const text = useText(cityWords)
  const { trouble } = link
  if (trouble === null) return null
  return (
    <p className="city-trouble" role="status">
      <b>{text[trouble.kind]}</b>
      <span className="city-trouble-detail" lang="en">
        {trouble.sentence}
      </span>
      <span>
        {text.since(timeOf(trouble.since))}
        {trouble.retryAt === null ? '' : ` · ${text.retryAt(timeOf(trouble.retryAt))}`}
      </span>
    </p>
  )
}

function Facts({ link }: { readonly link: CityLink }) {
  const text = useText(cityWords)
  const { lastReceipt, lastReconciliation, version } = link
  const reply = lastReconciliation?.reply
  const compared = reply?.agrees === true ? text.agrees(reply.day) : null
  const facts = [
    [
      text.lastReceipt,
      lastReceipt === null ? text.none : text.receipt(timeOf(lastReceipt.at), lastReceipt.accepted),
    ],
    [
      text.lastReconciliation,
      reply === undefined ? text.none : (compared ?? text.differs(reply.day, reply.differences.length)),
    ],
    [text.version, version ?? text.none],
  ]
  return (
    <dl className="city-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Buttons({ link, act, isBusy }: CityDeskView & { readonly link: CityLink }) {
  const text = useText(cityWords)
  const isPaused = link.state === 'paused'
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  return (
    <>
      <Button disabled={isBusy || isPaused} onClick={() => void act('cityReconcile', {}, { day: today })}>
        {text.reconcile}
      </Button>
      <Button
        disabled={isBusy}
        data-testid="city-pause"
        onClick={() => void act(isPaused ? 'cityResume' : 'cityPause')}
      >
        {isPaused ? text.resume : text.pause}
      </Button>
    </>
  )
}

/** The link to the city: how it stands, what waits, what was refused, what has come down. */
export function CitySection() {
  const text = useText(cityWords)
  const desk = useCityDesk()
  const { link } = desk
  if (link === null) return <h2>{text.title}</h2>
  return (
    <>
      <header className="section-head">
        <h2>{text.title}</h2>
        <StatusDot tone={tones[link.state]}>{text[link.state]}</StatusDot>
        {link.state !== 'off' && <Buttons {...desk} link={link} />}
      </header>
      <Trouble link={link} />
      <div className="figures city-figures">
        <Figure label={text.pending} value={link.pending} tone={link.pending > 0 ? 'attention' : 'plain'} />
        <Figure label={text.delivered} value={link.delivered} />
        <Figure label={text.parkedCount} value={link.parked} tone={link.parked > 0 ? 'attention' : 'plain'} />
        <Figure label={text.received} value={link.received} />
      </div>
      <section className="card city-card">
        <Facts link={link} />
      </section>
      <ConnectionCard />
      <ParkedList {...desk} />
      <InboxList {...desk} />
    </>
  )
}
