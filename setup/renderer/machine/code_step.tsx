import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import type { CodeRefusal, Enrolment, SetupBridge } from '#protocol'
import { useTerm, useText } from '#ui'
import { Field } from '../field.tsx'
import { codeSentence } from '../refusal_sentences.ts'
import { setupWords } from '../setup_words.ts'

/** Asks for the pairing code and trades it. */
export function CodeStep(props: {
  readonly bridge: SetupBridge
  readonly onBack: () => void
  readonly onPaired: (enrolment: Enrolment) => void
}) {
  const text = useText(setupWords)
  const say = useTerm()
  const [code, setCode] = useState('')
  const [fault, setFault] = useState<CodeRefusal | null>(null)
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isBusy) return
    setBusy(true)
    const paired = await props.bridge.pair(code)
    setBusy(false)
    if (paired.ok) props.onPaired(paired.value)
    else setFault(paired.error)
  }
  return (
    <form className="setup-form" onSubmit={submit}>
      <h2>{text.codeTitle}</h2>
      <Field label={text.code} help={text.codeHelp} fault={fault === null ? null : say(codeSentence(fault))}>
        {(id) => (
          <Input
            id={id}
            size="large"
            className="setup-code"
            autoFocus
            autoComplete="off"
            spellCheck={false}
            maxLength={12}
            value={code}
            onChange={(event) => {
              setCode(event.target.value)
              setFault(null)
            }}
            data-testid="code"
          />
        )}
      </Field>
      <div className="setup-buttons">
        <Button size="large" onClick={props.onBack}>
          {text.back}
        </Button>
        <Button type="primary" size="large" htmlType="submit" loading={isBusy} data-testid="code-next">
          {isBusy ? text.checking : text.next}
        </Button>
      </div>
    </form>
  )
}
