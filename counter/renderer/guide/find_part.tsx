import { Button, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { useCentre, usePage } from '#client'
import { aheadOf, rulesOf, type Ticket, ticketNumbered } from '#domain'
import { clockText, priorityTerms, ticketStateTerms, useLocale, useTerm, useText } from '#ui'
import { ReasonInput } from '#ui/staff'
import { useHasPrinter } from './issued.tsx'
import { PriorityChips } from './priority_chips.tsx'
import { RefusalAlert } from './refusal_alert.tsx'
import { useSender } from './use_guide.ts'
import { guideWords } from './words.ts'

function Found({ ticket }: { readonly ticket: Ticket }) {
  const page = usePage()
  const text = useText(guideWords)
  const locale = useLocale()
  const say = useTerm()
  const sender = useSender()
  const hasPrinter = useHasPrinter()
  const ahead = useCentre((centre) => aheadOf(centre, ticket.leg.serviceId, ticket))
  const service = useCentre((centre) => centre.services.get(ticket.leg.serviceId))
  const { id, state } = ticket
  const limit = useCentre((centre) => rulesOf(centre.policy, service).reactivateLimit)
  const [reason, setReason] = useState('')
  // Beyond the ordinary returns the desk decides, and says why.
  const needsReason = state === 'MISSED' && ticket.reactivations >= limit
  const facts = [
    service === undefined ? '' : say(service.name),
    say(ticketStateTerms[state]),
    clockText(ticket.issuedAt),
    ...(ticket.priority === 'normal' ? [] : [say(priorityTerms[ticket.priority])]),
    ...(state === 'WAITING' ? [text.ahead(ahead)] : []),
  ]
  const cancellable = ['ISSUING', 'WAITING', 'HELD', 'MISSED'].includes(state)
  const print = () =>
    void page.tell({ type: 'print', ticketId: id, locale: locale === 'en' ? 'en' : 'zh', reprint: true })
  return (
    <div className="guide-found" data-testid="found">
      <b className="queue-number">{ticket.number}</b>
      <p>{facts.join(' · ')}</p>
      <RefusalAlert refusal={sender.refusal} />
      {needsReason && (
        <ReasonInput label={text.returnReason} value={reason} onChange={setReason} testId="return-reason" />
      )}
      <div className="chips">
        <Button disabled={!hasPrinter || !cancellable} onClick={print}>
          {text.reprint}
        </Button>
        <Button
          disabled={state !== 'MISSED' || (needsReason && reason.trim() === '')}
          loading={sender.busy}
          onClick={() => void sender.send({ name: 'reactivate', ticketId: id, body: { reason } })}
          data-testid="reactivate"
        >
          {text.reactivate}
        </Button>
        {ticket.awaits === 'document' && (
          <Button
            loading={sender.busy}
            onClick={() => void sender.send({ name: 'document-ready', ticketId: id, body: {} })}
            data-testid="document-ready"
          >
            {text.documentReady}
          </Button>
        )}
        <Popconfirm
          title={text.walkOutSure(ticket.number)}
          onConfirm={() => void sender.send({ name: 'walk-out', ticketId: id, body: {} })}
          okButtonProps={{ 'data-testid': 'confirm-walk-out' }}
        >
          <Button disabled={state !== 'WAITING'} data-testid="walk-out">
            {text.walkOut}
          </Button>
        </Popconfirm>
        <Popconfirm
          title={`${text.cancel} ${ticket.number}?`}
          onConfirm={() => void sender.send({ name: 'cancel', ticketId: id, body: {} })}
          okButtonProps={{ danger: true }}
        >
          <Button danger disabled={!cancellable} data-testid="cancel-ticket">
            {text.cancel}
          </Button>
        </Popconfirm>
      </div>
      <PriorityChips ticket={ticket} sender={sender} />
      {!hasPrinter && <p className="form-note">{text.noPrinter}</p>}
    </div>
  )
}

/** Any number of today: where it stands, and what can be done about it. */
export function FindPart() {
  const text = useText(guideWords)
  const [asked, setAsked] = useState('')
  const number = asked.trim().toUpperCase()
  const ticket = useCentre((centre) => ticketNumbered(centre, number))
  return (
    <section className="guide-part">
      <h2>{text.find}</h2>
      <Input
        size="large"
        allowClear
        aria-label={text.find}
        placeholder={text.findHint}
        maxLength={8}
        value={asked}
        onChange={(event) => setAsked(event.target.value)}
        data-testid="find-number"
      />
      {ticket !== null && <Found key={ticket.id} ticket={ticket} />}
      {ticket === null && number.length >= 4 && <p className="form-note">{text.findNone}</p>}
    </section>
  )
}
