import { IdCard } from 'lucide-react'
import { useState } from 'react'
import { refusalOf, usePage } from '#client'
import type { Refusal, Ticket } from '#domain'
import { sayRefusal, useLocale, useText } from '#ui'
import { deskWords } from './words.ts'

interface Visitor {
  readonly name: string | null
  readonly idNumber: string | null
  readonly phone: string | null
}

/** The visitor, masked by the hub, only on request and only while at this counter (GB/T 35273: show no more than needed). */
export function VisitorBox({ ticket }: { readonly ticket: Ticket }) {
  const page = usePage()
  const text = useText(deskWords)
  const locale = useLocale()
  const [visitor, setVisitor] = useState<Visitor | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  if (ticket.personRef === null) return <p className="fold-none">{text.noVisitor}</p>

  const toggle = async () => {
    setRefusal(null)
    if (visitor !== null) return setVisitor(null)
    const answer = await page.call('getVisitor', { params: { id: ticket.id } })
    if (answer.ok) setVisitor(answer.value)
    else setRefusal(refusalOf(answer.error))
  }
  const rows =
    visitor === null
      ? []
      : ([
          [text.visitorName, visitor.name],
          [text.visitorId, visitor.idNumber],
          [text.visitorPhone, visitor.phone],
        ] as const)
  return (
    <div className="fold">
      <button
        type="button"
        className="fold-button"
        aria-expanded={visitor !== null}
        onClick={toggle}
        data-testid="visitor"
      >
        <IdCard aria-hidden />
        {visitor === null ? text.visitor : text.hideVisitor}
      </button>
      {visitor !== null && (
        <dl className="fold-body visitor">
          {rows.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value ?? text.unsaid}</dd>
            </div>
          ))}
        </dl>
      )}
      {refusal !== null && <p className="fold-body">{sayRefusal(refusal, locale).title}</p>}
    </div>
  )
}
