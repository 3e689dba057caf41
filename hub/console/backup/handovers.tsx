import { Button } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { useCentre, usePage } from '#client'
import type { HandoverReply } from '#protocol'
import { clockText, useLocale, useTerm, useText } from '#ui'
import { StatusDot, TitledTable } from '#ui/staff'
import { backupWords } from './backup_words.ts'
import { momentText } from './moment.ts'

type Settle = (id: string, ticketId: string | null) => void

function Row(props: { readonly ticket: HandoverReply['tickets'][number]; readonly onSettle: () => void }) {
  const { ticket, onSettle } = props
  const text = useText(backupWords)
  const say = useTerm()
  const settledBy = useCentre((centre) => centre.staff.get(ticket.settledBy ?? '')?.name)
  return (
    <tr>
      <td>
        <b>{ticket.number}</b>
      </td>
      <td>{clockText(Date.parse(ticket.issuedAt))}</td>
      <td>
        <StatusDot tone={ticket.standing === 'taken' ? 'trouble' : 'good'}>{text[ticket.standing]}</StatusDot>
      </td>
      <td>{ticket.story.join(' · ')}</td>
      <td>
        {ticket.settledBy === null ? (
          <Button size="small" onClick={onSettle}>
            {text.settle}
          </Button>
        ) : (
          text.settledBy(settledBy === undefined ? ticket.settledBy : say(settledBy))
        )}
      </td>
    </tr>
  )
}

function Handover({ handover, onSettle }: { readonly handover: HandoverReply; readonly onSettle: Settle }) {
  const text = useText(backupWords)
  const locale = useLocale()
  const { id, receivedAt, eventCount, tickets, others, settledBy } = handover
  return (
    <section className="card" data-testid="handover">
      <h3>{text.handovers}</h3>
      <p className="backup-note">{text.handedAt(momentText(receivedAt, locale), eventCount)}</p>
      <TitledTable titles={[text.number, text.issued, text.standing, text.story, '']}>
        {tickets.map((ticket) => (
          <Row key={ticket.ticketId} ticket={ticket} onSettle={() => onSettle(id, ticket.ticketId)} />
        ))}
      </TitledTable>
      {others.length > 0 && <p className="backup-note">{text.others(others.length)}</p>}
      {settledBy === null && <Button onClick={() => onSettle(id, null)}>{text.settleAll}</Button>}
    </section>
  )
}

/** What replaced hubs alone had, until a person has settled it. */
export function Handovers() {
  const page = usePage()
  const [handovers, setHandovers] = useState<readonly HandoverReply[]>([])
  const load = useCallback(async () => {
    const answer = await page.call('listHandovers')
    if (answer.ok) setHandovers(answer.value.handovers)
  }, [page])
  useEffect(() => void load(), [load])
  const settle: Settle = (id, ticketId) =>
    void page.call('settleHandover', { params: { id }, body: { ticketId } }).then(load)
  return handovers.map((handover) => <Handover key={handover.id} handover={handover} onSettle={settle} />)
}
