import { Alert, Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { type RouteReply, refusalOf, useCentre, usePage } from '#client'
import { clockText, sayRefusal, useLocale, useTerm, useText } from '#ui'
import { Labelled } from '#ui/staff'
import { devicesWords } from './devices_words.ts'
import { type EnrolRole, enrolRoles, roleTerms } from './machine_terms.ts'

type Code = RouteReply<'enrolDevice'>
const needsCounter = (role: EnrolRole) => role === 'pad' || role === 'counter'

function CodeView({ code }: { readonly code: Code }) {
  const text = useText(devicesWords)
  return (
    <div className="pair-code" role="status">
      <p>{text.codeTitle}</p>
      <b data-testid="pairing-code">{code.code}</b>
      <p>{text.codeUntil(clockText(Date.parse(code.expiresAt)))}</p>
    </div>
  )
}

function PairForm({ onCode }: { readonly onCode: (code: Code) => void }) {
  const page = usePage()
  const text = useText(devicesWords)
  const say = useTerm()
  const locale = useLocale()
  const counters = useCentre((centre) => [...centre.counters.values()])
  const [role, setRole] = useState<EnrolRole>('pad')
  const [name, setName] = useState('')
  const [counterId, setCounterId] = useState<string | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const ask = async () => {
    if (name.trim() === '') return setFault(text.nameNeeded)
    if (needsCounter(role) && counterId === null) return setFault(text.counterNeeded)
    const body = { role, name: name.trim(), counterId: needsCounter(role) ? counterId : null }
    const answer = await page.call('enrolDevice', { body })
    if (answer.ok) return onCode(answer.value)
    const said = sayRefusal(refusalOf(answer.error), locale)
    setFault(`${said.title}。${said.detail}`)
  }
  return (
    <div className="pair-form">
      <Labelled label={text.role}>
        {(id) => (
          <Select
            id={id}
            value={role}
            onChange={setRole}
            data-testid="pair-role"
            options={enrolRoles.map((each) => ({ value: each, label: say(roleTerms[each]) }))}
          />
        )}
      </Labelled>
      <Labelled label={text.name}>
        {(id) => (
          <Input
            id={id}
            value={name}
            maxLength={80}
            placeholder={text.nameHint}
            onChange={(event) => setName(event.target.value)}
            data-testid="pair-name"
          />
        )}
      </Labelled>
      {needsCounter(role) && (
        <Labelled label={text.counter}>
          {(id) => (
            <Select
              id={id}
              value={counterId}
              onChange={setCounterId}
              data-testid="pair-counter"
              options={counters.map(({ id, name: label }) => ({ value: id, label: say(label) }))}
            />
          )}
        </Labelled>
      )}
      {fault !== null && <Alert type="warning" showIcon title={fault} />}
      <Button type="primary" onClick={() => void ask()} data-testid="pair-get-code">
        {text.getCode}
      </Button>
    </div>
  )
}

/** Makes a pairing code for a new machine: its use, name and counter first, then the code in large figures. */
export function PairDevice({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const text = useText(devicesWords)
  const [code, setCode] = useState<Code | null>(null)
  const close = () => {
    setCode(null)
    onClose()
  }
  return (
    <Modal
      open={open}
      onCancel={close}
      title={text.pair}
      destroyOnHidden
      footer={code === null ? null : <Button onClick={close}>{text.close}</Button>}
    >
      {code === null ? <PairForm onCode={setCode} /> : <CodeView code={code} />}
    </Modal>
  )
}
