import './announcer.css'
import { Button } from 'antd'
import { useState } from 'react'
import { useCentre } from '#client'
import { clockText, useTerm, useText } from '#ui'
import { StatusDot } from '#ui/staff'
import { deviceTone, deviceWords, familyTerm } from '../devices/device_terms.ts'
import { draftOf } from './announcer_draft.ts'
import { AnnouncerEditor } from './announcer_editor.tsx'
import { announcerWords } from './announcer_words.ts'

/** How each loudspeaker of the centre is. */
function Speakers() {
  const text = useText(announcerWords)
  const say = useTerm()
  const speakers = useCentre((centre) =>
    [...centre.devices.values()].filter(({ family }) => family === 'announcer'),
  )
  return (
    <section className="card">
      <h3>{text.speakers}</h3>
      {speakers.length === 0 && <p className="announcer-note">{text.noSpeaker}</p>}
      <ul className="announcer-speakers">
        {speakers.map((speaker) => (
          <li key={speaker.deviceId}>
            <StatusDot tone={deviceTone(speaker.state)}>{say(familyTerm(speaker.family))}</StatusDot>
            <code>{speaker.deviceId}</code>
            <span>{say(deviceWords(speaker))}</span>
            <time>{text.since(clockText(speaker.since))}</time>
          </li>
        ))}
      </ul>
      <p className="announcer-note">{text.zones}</p>
    </section>
  )
}

/** How calls are spoken in this centre, and the way to change it. */
export function Announcer() {
  const text = useText(announcerWords)
  const site = useCentre((centre) => centre.site)
  const policy = useCentre((centre) => centre.policy)
  const [isEditing, setEditing] = useState(false)
  const { chime, times, also, one, volume, volumes, quietHours } = draftOf(policy.announcer)
  const lines = (all: readonly string[]) => (all.length === 0 ? text.none : all.join('、'))
  const facts = [
    ['chime', chime ? text.yes : text.no],
    ['times', text.time(times)],
    ['also', lines(also.map((language) => text[`also_${language}`]))],
    ['one', text[`one_${one}`]],
    ['volume', volume],
    ['volumes', lines(volumes.map(({ from, to, volume: share }) => `${from}–${to} ${share}`))],
    ['quietHours', lines(quietHours.map(({ from, to }) => `${from}–${to}`))],
  ] as const
  return (
    <>
      <header className="section-head">
        <h2>{text.title}</h2>
        <Button
          type="primary"
          disabled={site === null}
          onClick={() => setEditing(true)}
          data-testid="edit-announcer"
        >
          {text.edit}
        </Button>
      </header>
      <p className="announcer-note">{text.note}</p>
      <section className="card announcer-card">
        <dl className="facts">
          {facts.map(([name, value]) => (
            <div key={name} className="announcer-fact">
              <dt>{text[name]}</dt>
              <dd data-testid={`announcer-${name}`}>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <Speakers />
      {isEditing && site !== null && (
        <AnnouncerEditor site={site} policy={policy} onClose={() => setEditing(false)} />
      )}
    </>
  )
}
