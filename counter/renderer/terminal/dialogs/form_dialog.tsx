import { Alert, Button, Modal } from 'antd'
import type { FormEvent, ReactNode } from 'react'
import type { Refusal } from '#domain'
import { sayRefusal, useLocale, useText } from '#ui'
import { useDesk } from '../use_desk.ts'
import { formWords } from './words.ts'

/** A form over the terminal. `ready` false rests the confirming button; Enter sends, Esc leaves. */
export interface FormDialogProps {
  readonly title: string
  readonly yes: string
  readonly ready: boolean
  readonly danger?: boolean
  readonly refusal?: Refusal | null
  readonly onYes: () => void
  readonly children: ReactNode
}

/** Frame of every form of the terminal. */
export function FormDialog({ title, yes, ready, danger = false, refusal, onYes, children }: FormDialogProps) {
  const { dismiss, busy, said } = useDesk()
  const text = useText(formWords)
  const locale = useLocale()
  const fault = refusal ?? said
  const words = fault === null ? null : sayRefusal(fault, locale)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready && !busy) onYes()
  }
  return (
    <Modal
      open
      title={title}
      onCancel={dismiss}
      footer={null}
      closable={false}
      width={520}
      centered
      mask={{ closable: false }}
    >
      <form className="form" onSubmit={submit}>
        {children}
        {words !== null && <Alert type="error" showIcon title={words.title} description={words.detail} />}
        <div className="form-foot">
          <Button size="large" onClick={dismiss}>
            {text.cancel}
          </Button>
          <Button
            size="large"
            type="primary"
            danger={danger}
            htmlType="submit"
            disabled={!ready}
            loading={busy}
            data-testid="dialog-confirm"
          >
            {yes}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
