import { Button } from 'antd'
import { useState } from 'react'
import { useCentre } from '#client'
import type { Policy, SignagePlace, SignageRules, Site } from '#domain'
import { signageSchema } from '#protocol'
import { keysOf, useTerm, useText } from '#ui'
import { deviceAdvice, deviceTone, StatusDot } from '#ui/staff'
import { labelsOf } from '../catalogue/catalogue_words.ts'
import { Editor } from '../edit/editor.tsx'
import { faultsOf } from '../edit/faults.ts'
import { ChoiceField, NumberField } from '../edit/fields.tsx'
import { signagePlaceTerms } from './media_terms.ts'
import { mediaWords } from './media_words.ts'

const fields = ['board', 'pictureSeconds'] as const

function ScreensEditor(props: {
  readonly site: Site
  readonly policy: Policy
  readonly onClose: () => void
}) {
  const text = useText(mediaWords)
  const say = useTerm()
  const { site, policy } = props
  return (
    <Editor<SignageRules>
      title={text.screens}
      before={policy.signage}
      blank={policy.signage}
      labels={labelsOf(fields, text)}
      check={(draft) => faultsOf(signageSchema, draft)}
      command={(signage) => ({ name: 'configure', body: { site, policy: { ...policy, signage } } })}
      onClose={props.onClose}
    >
      {({ kept }) => (
        <>
          <ChoiceField<SignagePlace>
            {...kept('board')}
            options={keysOf(signagePlaceTerms).map((value) => ({
              value,
              label: say(signagePlaceTerms[value]),
            }))}
          />
          <NumberField {...kept('pictureSeconds')} />
        </>
      )}
    </Editor>
  )
}

/** Screens that have said that they cannot show something. */
function TroubledScreens() {
  const text = useText(mediaWords)
  const say = useTerm()
  const troubled = useCentre((centre) =>
    [...centre.devices.values()].filter(({ family, state }) => family === 'signage' && state !== 'ready'),
  )
  if (troubled.length === 0) return null
  return (
    <ul className="media-troubles" aria-label={text.troubles}>
      {troubled.map((screen) => (
        <li key={screen.deviceId}>
          <StatusDot tone={deviceTone(screen.state)}>{screen.name}</StatusDot>
          <code>{screen.deviceId}</code>
          <span>{say(deviceAdvice(screen))}</span>
        </li>
      ))}
    </ul>
  )
}

/** How screens show the media, and the way to change it. */
export function ScreensCard() {
  const text = useText(mediaWords)
  const say = useTerm()
  const site = useCentre((centre) => centre.site)
  const policy = useCentre((centre) => centre.policy)
  const [isEditing, setEditing] = useState(false)
  return (
    <section className="card media-screens">
      <h3>{text.screens}</h3>
      <dl className="media-facts">
        <div>
          <dt>{text.board}</dt>
          <dd>{say(signagePlaceTerms[policy.signage.board])}</dd>
        </div>
        <div>
          <dt>{text.pictureSeconds}</dt>
          <dd>{policy.signage.pictureSeconds}</dd>
        </div>
        <Button disabled={site === null} onClick={() => setEditing(true)} data-testid="edit-screens">
          {text.editScreens}
        </Button>
      </dl>
      <p className="media-note">{text.boardNote}</p>
      <TroubledScreens />
      {isEditing && site !== null && (
        <ScreensEditor site={site} policy={policy} onClose={() => setEditing(false)} />
      )}
    </section>
  )
}
