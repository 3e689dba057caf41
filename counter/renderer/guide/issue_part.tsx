import { Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useCentre, useServerNow, useView } from '#client'
import { type Claim, type KioskService, kioskView } from '#domain'
import { priorityTerms, useLocale, useTerm, useText, waitingText } from '#ui'
import { Labelled } from '#ui/staff'
import { GuidePrint } from './guide_print.tsx'
import { noParty, PartyFields } from './party_fields.tsx'
import { RefusalAlert } from './refusal_alert.tsx'
import { useSender } from './use_guide.ts'
import { guideWords } from './words.ts'

const claims: readonly Claim[] = ['military', 'fire', 'elderly', 'disabled', 'pregnant', 'illness']

function ServiceButton(props: {
  readonly offered: KioskService
  readonly chosen: boolean
  readonly onChoose: () => void
}) {
  const { offered, chosen, onChoose } = props
  const text = useText(guideWords)
  const locale = useLocale()
  const say = useTerm()
  const { service, status, waiting } = offered
  const state = status === 'open' ? waitingText(waiting, locale) : text[status]
  return (
    <button
      type="button"
      className="guide-service"
      aria-pressed={chosen}
      disabled={status !== 'open'}
      onClick={onChoose}
      data-testid={`service-${service.id}`}
    >
      <b>{say(service.name)}</b>
      <span>{state}</span>
    </button>
  )
}

function Services(props: { readonly chosen: string | null; readonly onChoose: (id: string) => void }) {
  const now = useServerNow(5_000)
  const text = useText(guideWords)
  const offers = useCentre((centre) => Object.values(kioskView(centre, now).groups).flat())
  return (
    <fieldset className="field">
      <legend>{text.service}</legend>
      <div className="guide-services">
        {offers.map((offered) => (
          <ServiceButton
            key={offered.service.id}
            offered={offered}
            chosen={offered.service.id === props.chosen}
            onChoose={() => props.onChoose(offered.service.id)}
          />
        ))}
      </div>
    </fieldset>
  )
}

function Claims(props: { readonly chosen: readonly Claim[]; readonly onChange: (next: Claim[]) => void }) {
  const { chosen, onChange } = props
  const text = useText(guideWords)
  const say = useTerm()
  const toggle = (claim: Claim) =>
    onChange(chosen.includes(claim) ? chosen.filter((each) => each !== claim) : [...chosen, claim])
  return (
    <fieldset className="field">
      <legend>{text.claims}</legend>
      <div className="chips">
        {claims.map((claim) => (
          <button
            key={claim}
            type="button"
            className="chip"
            aria-pressed={chosen.includes(claim)}
            onClick={() => toggle(claim)}
            data-testid={`claim-${claim}`}
          >
            {say(priorityTerms[claim])}
          </button>
        ))}
      </div>
    </fieldset>
  )
}

/** A number on somebody's behalf: with or without identity, with a priority that was seen. */
export function IssuePart() {
  const text = useText(guideWords)
  const locale = useLocale()
  const sender = useSender()
  const hasPrinter = useView((view) => view.capabilities?.ticketPrinter === true)
  const [serviceId, setServiceId] = useState<string | null>(null)
  const [seen, setSeen] = useState<Claim[]>([])
  const [idNumber, setIdNumber] = useState('')
  const [name, setName] = useState('')
  const [number, setNumber] = useState<string | null>(null)
  const [groupSize, setGroupSize] = useState(1)
  const [party, setParty] = useState(noParty)

  const issue = async () => {
    if (serviceId === null) return
    const person = {
      ...(idNumber.trim() === '' ? {} : { idNumber: idNumber.trim().toUpperCase() }),
      ...(name.trim() === '' ? {} : { name: name.trim() }),
    }
    const isNamed = Object.keys(person).length > 0
    const ticket = await sender.send({
      name: 'issue',
      body: {
        serviceId,
        claims: seen,
        ...(groupSize > 1 ? { groupSize } : {}),
        ...(party.matterRef.trim() === '' ? {} : { party: { ...party, matterRef: party.matterRef.trim() } }),
        ...(isNamed ? { visitor: person } : { anonymous: true }),
        // Without a printer the number goes from mouth to ear and is valid at once.
        delivery: hasPrinter ? 'print' : 'spoken',
        locale: locale === 'en' ? 'en' : 'zh',
      },
    })
    if (ticket === null) return
    setNumber(ticket.number)
    setServiceId(null)
    setSeen([])
    setIdNumber('')
    setName('')
    setGroupSize(1)
    setParty(noParty)
  }
  return (
    <section className="guide-part">
      <h2>{text.issue}</h2>
      <p className="form-note">{text.issueNote}</p>
      {number !== null && (
        <p className="guide-issued" role="status" data-testid="issued">
          <b>{text.issued(number)}</b>
          <span>{hasPrinter ? text.printing : text.spoken}</span>
        </p>
      )}
      <Services chosen={serviceId} onChoose={setServiceId} />
      <GuidePrint serviceId={serviceId} />
      <Claims chosen={seen} onChange={setSeen} />
      <div className="guide-person">
        <Labelled label={text.idNumber}>
          {(id) => (
            <Input
              id={id}
              autoComplete="off"
              maxLength={18}
              value={idNumber}
              onChange={(event) => setIdNumber(event.target.value)}
            />
          )}
        </Labelled>
        <Labelled label={text.name}>
          {(id) => (
            <Input
              id={id}
              autoComplete="off"
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Labelled>
      </div>
      <div className="guide-person">
        <Labelled label={text.groupSize}>
          {(id) => (
            <InputNumber
              id={id}
              min={1}
              max={99}
              value={groupSize}
              onChange={(size) => setGroupSize(size ?? 1)}
              data-testid="group-size"
            />
          )}
        </Labelled>
        <PartyFields value={party} onChange={setParty} />
      </div>
      <RefusalAlert refusal={sender.refusal} />
      <Button
        type="primary"
        size="large"
        disabled={serviceId === null}
        loading={sender.busy}
        onClick={issue}
        data-testid="issue"
      >
        {text.issueYes}
      </Button>
    </section>
  )
}
