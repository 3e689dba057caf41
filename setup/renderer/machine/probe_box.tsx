import { Alert, Button, Input } from 'antd'
import { Search } from 'lucide-react'
import { useState } from 'react'
import type { MachineDevices, PlaceProbed, SetupBridge, SetupCounter } from '#protocol'
import { useTerm, useText } from '#ui'
import { Field } from '../field.tsx'
import { deviceTerms, portTroubleTerms } from '../setup_terms.ts'
import { setupWords } from '../setup_words.ts'
import { accept, type Proposal, proposalsOf } from './proposals.ts'

function Found({ proposals }: { readonly proposals: readonly Proposal[] }) {
  const text = useText(setupWords)
  const say = useTerm()
  return (
    <ul className="setup-found" data-testid="found">
      {proposals.map(({ name, place, baudRate, addresses, template }) => (
        <li key={name}>
          <b>{say(deviceTerms[name])}</b>
          <span>
            {[
              place,
              text.atRate(baudRate),
              template,
              addresses.length > 0 ? text.addresses(addresses.join('、')) : null,
            ]
              .filter((part) => part !== null)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Ports nobody could open, each with why and what to do. */
function Troubles({ probed }: { readonly probed: readonly PlaceProbed[] }) {
  const say = useTerm()
  const troubled = probed.flatMap(({ place, trouble }) => (trouble === null ? [] : [{ place, trouble }]))
  return troubled.map(({ place, trouble }) => (
    <p key={place} className="setup-note">
      {place}：{say(portTroubleTerms[trouble])}
    </p>
  ))
}

/** Asks every line who is there and proposes what answered; one press takes it all over. */
export function ProbeBox(props: {
  readonly bridge: SetupBridge
  readonly devices: MachineDevices
  readonly counters: readonly SetupCounter[]
  readonly onAccept: (devices: MachineDevices) => void
}) {
  const text = useText(setupWords)
  const { bridge, devices, counters, onAccept } = props
  const [typed, setTyped] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [probed, setProbed] = useState<readonly PlaceProbed[] | null>(null)
  const proposals = probed === null ? [] : proposalsOf(probed)
  const look = async () => {
    setBusy(true)
    setProbed(null)
    setProbed(await bridge.probe(typed.split(/[\s,，、]+/).filter((place) => place !== '')))
    setBusy(false)
  }
  return (
    <section className="setup-probe">
      <h3>{text.probeTitle}</h3>
      <p className="setup-note">{text.probeHelp}</p>
      <Field label={text.probeAlso} help={text.probeAlsoHelp}>
        {(id) => (
          <Input
            id={id}
            value={typed}
            maxLength={400}
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
            data-testid="probe-places"
          />
        )}
      </Field>
      <Button
        icon={<Search size={16} aria-hidden />}
        loading={isBusy}
        onClick={() => void look()}
        data-testid="probe"
      >
        {isBusy ? text.probing : text.probe}
      </Button>
      {probed !== null && proposals.length === 0 && <Alert type="info" showIcon title={text.probeNone} />}
      {probed !== null && <Troubles probed={probed} />}
      {proposals.length > 0 && (
        <>
          <Found proposals={proposals} />
          <Button
            type="primary"
            onClick={() => {
              onAccept(accept(devices, proposals, counters))
              setProbed(null)
            }}
            data-testid="probe-accept"
          >
            {text.probeAccept}
          </Button>
        </>
      )}
    </section>
  )
}
