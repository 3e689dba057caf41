import { Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import {
  type FolderRefusal,
  type SetupBridge,
  type SetupStart,
  shortestPassword,
  siteLevels,
} from '#protocol'
import { useTerm, useText } from '#ui'
import { Field } from '../field.tsx'
import { folderSentence } from '../refusal_sentences.ts'
import { levelTerms } from '../setup_terms.ts'
import { setupWords } from '../setup_words.ts'
import {
  type CentreDraft,
  type CentreField,
  centreFaults,
  centreOf,
  freshDraft,
  namePreview,
} from './centre_draft.ts'
import { FolderField } from './folder_field.tsx'

type Typed = Exclude<CentreField, 'level' | 'folder'>

/** Asks what a new centre is and who administers it; everything else has a default the console can change. */
export function NewCentreForm(props: {
  readonly bridge: SetupBridge
  readonly start: Extract<SetupStart, { kind: 'hub' }>
}) {
  const text = useText(setupWords)
  const say = useTerm()
  const { bridge, start } = props
  const [draft, setDraft] = useState<CentreDraft>(freshDraft(start.folder))
  const [isTried, setTried] = useState(false)
  const [refusal, setRefusal] = useState<FolderRefusal | null>(null)
  const [isBusy, setBusy] = useState(false)
  const faults = isTried ? centreFaults(draft) : {}
  const change = (changed: Partial<CentreDraft>) => {
    setDraft({ ...draft, ...changed })
    setRefusal(null)
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isBusy || Object.keys(centreFaults(draft)).length > 0) return
    setBusy(true)
    const created = await bridge.createCentre(centreOf(draft))
    // When all is well the shell closes this page.
    if (created.ok) return
    setBusy(false)
    setRefusal(created.error)
  }
  const field = (name: Typed, label: string, help?: string) => {
    const fault = faults[name]
    const Control = name === 'password' || name === 'passwordAgain' ? Input.Password : Input
    return (
      <Field
        label={label}
        fault={fault === undefined ? null : say(fault)}
        {...(help === undefined ? {} : { help })}
      >
        {(id) => (
          <Control
            id={id}
            value={draft[name]}
            maxLength={128}
            autoComplete="off"
            spellCheck={false}
            {...(fault === undefined ? {} : { status: 'error' as const })}
            onChange={(event) => change({ [name]: event.target.value })}
            data-testid={name}
          />
        )}
      </Field>
    )
  }
  const folderFault = refusal === null ? faults.folder : folderSentence(refusal)
  return (
    <form className="setup-form" onSubmit={submit}>
      <div className="setup-row">
        <Field label={text.level}>
          {(id) => (
            <Select
              id={id}
              value={draft.level}
              onChange={(level) => change({ level })}
              data-testid="level"
              options={siteLevels.map((level) => ({ value: level, label: say(levelTerms[level]) }))}
            />
          )}
        </Field>
        {field('areaCode', text.areaCode, text.areaCodeHelp)}
      </div>
      <div className="setup-row">
        {field('placeZh', text.placeZh, text.placeZhHelp)}
        {field('placeEn', text.placeEn)}
      </div>
      {field('mobile', text.mobile, text.mobileHelp)}
      <div className="setup-name" data-testid="official-name">
        <span className="setup-help">{text.officialName}</span>
        <b>{namePreview(draft).zh}</b>
        <span lang="en">{namePreview(draft).en}</span>
      </div>
      <h2>{text.admin}</h2>
      <div className="setup-row">
        {field('adminName', text.adminName)}
        {field('username', text.username, text.usernameHelp)}
      </div>
      <div className="setup-row">
        {field('password', text.password, text.passwordHelp(shortestPassword))}
        {field('passwordAgain', text.passwordAgain)}
      </div>
      <FolderField
        bridge={bridge}
        value={draft.folder}
        fault={folderFault === undefined ? null : say(folderFault)}
        onChange={(folder) => change({ folder })}
      />
      <p className="setup-note">{text.startsWith(start.services)}</p>
      <div className="setup-buttons">
        <Button type="primary" size="large" htmlType="submit" loading={isBusy} data-testid="centre-create">
          {text.create}
        </Button>
      </div>
    </form>
  )
}
