import { Modal } from 'antd'
import { useState } from 'react'
import type { Activity, ActivityKind } from '#domain'
import { saveActivityBody } from '#protocol'
import { useText } from '#ui'
import { type Faults, faultsOf } from '../edit/faults.ts'
import { ChoiceField, NumberField, TextField } from '../edit/fields.tsx'
import { useSave } from '../use_save.ts'
import { reportsWords } from './reports_words.ts'

const kinds = ['lecture', 'publicity', 'training'] as const satisfies readonly ActivityKind[]

/** An entry as it is being written; `id` null for a new one. */
export type ActivityDraft = Omit<Activity, 'id' | 'version'> & { readonly id: string | null }

const checked = saveActivityBody.omit({ commandId: true })

function Fields(props: {
  readonly draft: ActivityDraft
  readonly faults: Faults
  readonly onChange: (draft: ActivityDraft) => void
}) {
  const { draft, faults, onChange: setDraft } = props
  const text = useText(reportsWords)
  const textField = (path: 'day' | 'place' | 'topic') => (
    <TextField
      label={text[path]}
      path={path}
      faults={faults}
      dated={path === 'day'}
      value={draft[path]}
      onChange={(value) => setDraft({ ...draft, [path]: value })}
    />
  )
  return (
    <div className="activity-form">
      <ChoiceField
        label={text.kind}
        path="kind"
        faults={faults}
        value={draft.kind}
        options={kinds.map((value) => ({ value, label: text[value] }))}
        onChange={(kind) => setDraft({ ...draft, kind: kind ?? draft.kind })}
      />
      {textField('day')}
      {textField('topic')}
      {textField('place')}
      <NumberField
        label={text.attendance}
        path="attendance"
        faults={faults}
        value={draft.attendance}
        onChange={(attendance) => setDraft({ ...draft, attendance: attendance ?? 0 })}
      />
      <small>{text.plain}</small>
    </div>
  )
}

/** Writes an activity into the ledger, or corrects an entry. */
export function ActivityDialog({
  before,
  onClose,
}: {
  readonly before: ActivityDraft
  readonly onClose: () => void
}) {
  const text = useText(reportsWords)
  const save = useSave()
  const [draft, setDraft] = useState(before)
  const [isTried, setTried] = useState(false)
  const { id, ...entry } = draft
  const body = id === null ? entry : { ...entry, activityId: id }
  const found = faultsOf(checked, body)
  const faults = isTried ? found : new Map()
  const send = async () => {
    setTried(true)
    if (found.size === 0 && (await save.run({ name: 'save-activity', body }))) onClose()
  }
  return (
    <Modal
      open
      title={id === null ? text.add : text.edit}
      okText={text.save}
      cancelText={text.cancel}
      confirmLoading={save.isBusy}
      okButtonProps={{ 'data-testid': 'activity-save' }}
      onCancel={onClose}
      onOk={() => void send()}
    >
      <Fields draft={draft} faults={faults} onChange={setDraft} />
    </Modal>
  )
}
