import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import type { HubRefusal, SetupBridge } from '#protocol'
import { useTerm, useText } from '#ui'
import { Field } from '../field.tsx'
import { hubSentence } from '../refusal_sentences.ts'
import { setupWords } from '../setup_words.ts'

/** Asks for the hub's address and tries it. */
export function HubStep(props: {
  readonly bridge: SetupBridge
  readonly first: string | null
  readonly onFound: () => void
}) {
  const text = useText(setupWords)
  const say = useTerm()
  const [address, setAddress] = useState(props.first ?? '')
  const [fault, setFault] = useState<HubRefusal | null>(null)
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isBusy) return
    setBusy(true)
    const found = await props.bridge.findHub(address)
    setBusy(false)
    if (found.ok) props.onFound()
    else setFault(found.error)
  }
  return (
    <form className="setup-form" onSubmit={submit}>
      <h2>{text.hubTitle}</h2>
      <Field
        label={text.address}
        help={text.addressHelp}
        fault={fault === null ? null : say(hubSentence(fault))}
      >
        {(id) => (
          <Input
            id={id}
            size="large"
            autoFocus
            spellCheck={false}
            maxLength={200}
            placeholder="192.168.1.20"
            value={address}
            onChange={(event) => {
              setAddress(event.target.value)
              setFault(null)
            }}
            data-testid="hub-address"
          />
        )}
      </Field>
      <div className="setup-buttons">
        <Button type="primary" size="large" htmlType="submit" loading={isBusy} data-testid="hub-next">
          {isBusy ? text.checking : text.next}
        </Button>
      </div>
    </form>
  )
}
