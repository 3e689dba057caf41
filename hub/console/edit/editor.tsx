import './edit.css'
import { App, Button, Drawer, Modal } from 'antd'
import { ArrowRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { CommandDraft } from '#client'
import type { Leaving } from '#domain'
import { useText } from '#ui'
import { LeftBehindNote } from '#ui/staff'
import { useSave } from '../use_save.ts'
import { type Difference, differences } from './differences.ts'
import { editWords } from './edit_words.ts'
import type { Faults } from './faults.ts'
import { type Form, formOf } from './form.ts'
import { useValueWords } from './use_value_words.ts'

/** What one kind of record needs to be edited. */
export interface EditorProps<T extends object> {
  readonly title: string
  /** The record as it stands, or null for a new one. */
  readonly before: T | null
  readonly blank: T
  readonly labels: Readonly<Partial<Record<keyof T, string>>>
  /** Fields whose value is never shown, with what stands for it: a new password. */
  readonly masked?: Readonly<Partial<Record<keyof T, string>>>
  readonly check: (draft: T) => Faults
  readonly command: (draft: T) => CommandDraft
  readonly onClose: () => void
  /** What the draft would take from those who wait: said before it is confirmed. */
  readonly leaving?: (draft: T) => Leaving
  readonly children: (form: Form<T>) => ReactNode
}

/** What a save would change, to be confirmed or taken back. */
export function Review(props: {
  readonly changes: readonly Difference[] | null
  readonly isBusy: boolean
  readonly leaving?: Leaving
  readonly onConfirm: () => void
  readonly onBack: () => void
}) {
  const text = useText(editWords)
  return (
    <Modal
      open={props.changes !== null}
      title={text.review}
      width={680}
      onCancel={props.onBack}
      footer={
        <>
          <Button onClick={props.onBack}>{text.back}</Button>
          <Button type="primary" loading={props.isBusy} onClick={props.onConfirm} data-testid="confirm">
            {text.confirm}
          </Button>
        </>
      }
    >
      {props.leaving !== undefined && (
        <div className="review-warning">
          <LeftBehindNote leaving={props.leaving} />
        </div>
      )}
      <p className="review-lead">{text.reviewBody}</p>
      <ul className="review" data-testid="differences">
        {(props.changes ?? []).map(({ label, before, after }) => (
          <li key={label}>
            <h4>{label}</h4>
            <div className="review-pair">
              <del title={text.before}>{before}</del>
              <ArrowRight aria-hidden />
              <ins title={text.after}>{after}</ins>
            </div>
          </li>
        ))}
      </ul>
    </Modal>
  )
}

/** What stands for the field of this label, if its value may not be shown. */
function maskOf<T extends object>({ labels, masked }: EditorProps<T>, label: string): string | undefined {
  const shown = Object.entries(masked ?? {}).find(([key]) => Reflect.get(labels, key) === label)
  return typeof shown?.[1] === 'string' ? shown[1] : undefined
}

/** Edits one record: draft, what is wrong with it, the difference, confirmation, save. */
export function Editor<T extends object>(props: EditorProps<T>) {
  const text = useText(editWords)
  const save = useSave()
  const words = useValueWords()
  const { message } = App.useApp()
  const [draft, setDraft] = useState<T>(props.before ?? props.blank)
  const [isTried, setTried] = useState(false)
  const [changes, setChanges] = useState<readonly Difference[] | null>(null)
  const faults = props.check(draft)
  const set = (part: Partial<T>) => setDraft((now) => ({ ...now, ...part }))

  const review = () => {
    setTried(true)
    if (faults.size > 0) return void message.warning(text.faulty(faults.size))
    const found = differences(props.before, draft, props.labels, words).map((change) => {
      const mask = maskOf(props, change.label)
      return mask === undefined ? change : { ...change, before: '••••••••', after: mask }
    })
    if (found.length === 0) return void message.info(text.noChange)
    setChanges(found)
  }
  const confirm = async () => {
    const isSaved = await save.run(props.command(draft))
    setChanges(null)
    if (isSaved) props.onClose()
  }
  return (
    <Drawer
      open
      size={720}
      title={props.title}
      onClose={props.onClose}
      footer={
        <div className="editor-foot">
          <Button onClick={props.onClose}>{text.cancel}</Button>
          <Button type="primary" onClick={review} data-testid="save">
            {text.save}
          </Button>
        </div>
      }
    >
      <div className="editor">
        {props.children(formOf(draft, set, isTried ? faults : new Map(), props.labels))}
      </div>
      <Review
        changes={changes}
        isBusy={save.isBusy}
        {...(props.leaving === undefined || changes === null ? {} : { leaving: props.leaving(draft) })}
        onConfirm={() => void confirm()}
        onBack={() => setChanges(null)}
      />
    </Drawer>
  )
}
