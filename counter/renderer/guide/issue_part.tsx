import { Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useLocale, useText } from '#ui'
import { Labelled } from '#ui/staff'
import { GuidePrint } from './guide_print.tsx'
import { emptyIssue, type IssueDraft, issueCommand } from './issue_draft.ts'
import { Issued, useHasPrinter } from './issued.tsx'
import { PartyFields } from './party_fields.tsx'
import { RefusalAlert } from './refusal_alert.tsx'
import { useSender } from './use_guide.ts'
import { ClaimChoice, ServiceChoice } from './visit_choices.tsx'
import { guideWords } from './words.ts'

type SetDraft = (part: Partial<IssueDraft>) => void

function PersonFields({ draft, set }: { readonly draft: IssueDraft; readonly set: SetDraft }) {
  const text = useText(guideWords)
  const line = (part: 'idNumber' | 'name' | 'agentId' | 'agentName', longest: number) => (
    <Labelled label={text[part]}>
      {(id) => (
        <Input
          id={id}
          autoComplete="off"
          maxLength={longest}
          value={draft[part]}
          onChange={(event) => set({ [part]: event.target.value })}
        />
      )}
    </Labelled>
  )
  return (
    <div className="guide-person">
      {line('idNumber', 18)}
      {line('name', 60)}
      {line('agentId', 18)}
      {line('agentName', 60)}
    </div>
  )
}

function GroupFields({ draft, set }: { readonly draft: IssueDraft; readonly set: SetDraft }) {
  const text = useText(guideWords)
  return (
    <div className="guide-person">
      <Labelled label={text.groupSize}>
        {(id) => (
          <InputNumber
            id={id}
            min={1}
            max={99}
            value={draft.groupSize}
            onChange={(size) => set({ groupSize: size ?? 1 })}
            data-testid="group-size"
          />
        )}
      </Labelled>
      <PartyFields value={draft.party} onChange={(party) => set({ party })} />
    </div>
  )
}

/** A number on somebody's behalf: with or without identity, with a priority that was seen. */
export function IssuePart() {
  const text = useText(guideWords)
  const locale = useLocale()
  const sender = useSender()
  const hasPrinter = useHasPrinter()
  const [draft, setDraft] = useState(emptyIssue)
  const [number, setNumber] = useState<string | null>(null)
  const set: SetDraft = (part) => setDraft((now) => ({ ...now, ...part }))
  const { serviceId, claims } = draft

  const issue = async () => {
    if (serviceId === null) return
    const command = issueCommand(draft, serviceId, hasPrinter, locale === 'en' ? 'en' : 'zh')
    const ticket = await sender.send(command)
    if (ticket === null) return
    setNumber(ticket.number)
    setDraft(emptyIssue)
  }
  return (
    <section className="guide-part">
      <h2>{text.issue}</h2>
      <p className="form-note">{text.issueNote}</p>
      <Issued number={number} testId="issued" />
      <ServiceChoice chosen={serviceId} onChoose={(id) => set({ serviceId: id })} />
      <GuidePrint serviceId={serviceId} />
      <ClaimChoice chosen={claims} onChange={(next) => set({ claims: next })} />
      <PersonFields draft={draft} set={set} />
      <GroupFields draft={draft} set={set} />
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
