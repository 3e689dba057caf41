import { Button, Table, type TableColumnsType } from 'antd'
import { clockText, ticketStateTerms, useTerm, useText } from '#ui'
import { EmptyState } from '#ui/staff'
import { useNames } from '../use_names.ts'
import { historyWords } from './history_words.ts'
import type { Found, Search } from './use_search.ts'

type Ticket = Found['tickets'][number]

const time = (at: string | null) => (at === null ? '—' : clockText(Date.parse(at)))
const states: Readonly<Record<string, (typeof ticketStateTerms)['DONE'] | undefined>> = ticketStateTerms

function useColumns(onOpen: (ticket: Ticket) => void): TableColumnsType<Ticket> {
  const text = useText(historyWords)
  const say = useTerm()
  const names = useNames()
  const stateOf = (state: string) => {
    const words = states[state]
    return words === undefined ? state : say(words)
  }
  return [
    { title: text.day, dataIndex: 'day', width: 116 },
    {
      title: text.number,
      dataIndex: 'number',
      width: 92,
      render: (number: string, ticket) => (
        <Button
          type="link"
          size="small"
          className="history-number"
          aria-label={text.open(number)}
          onClick={() => onOpen(ticket)}
        >
          {number}
        </Button>
      ),
    },
    { title: text.service, dataIndex: 'serviceId', render: names.service },
    { title: text.state, dataIndex: 'state', width: 120, render: stateOf },
    { title: text.counter, dataIndex: 'counterId', render: names.counter },
    { title: text.issuedAt, dataIndex: 'issuedAt', width: 76, render: time },
    { title: text.calledAt, dataIndex: 'calledAt', width: 76, render: time },
    { title: text.arrivedAt, dataIndex: 'arrivedAt', width: 76, render: time },
    { title: text.endedAt, dataIndex: 'endedAt', width: 76, render: time },
  ]
}

function VisitorLine({ visitor }: { readonly visitor: NonNullable<Found['visitor']> }) {
  const text = useText(historyWords)
  const known = [visitor.name, visitor.idNumber, visitor.phone].filter((each) => each !== null)
  return (
    <p className="history-visitor" data-testid="history-visitor">
      {text.visitor}：<b>{known.join(' · ')}</b>
    </p>
  )
}

/** What was found, newest first, and the way further back. */
export function Results(props: { readonly search: Search; readonly onOpen: (ticket: Ticket) => void }) {
  const { search, onOpen } = props
  const text = useText(historyWords)
  const columns = useColumns(onOpen)
  const { found } = search
  if (found === null) return <EmptyState title={text.noneYet} pictogram="ballot" />
  const nothing = found.asked.kind === 'person' ? text.nonePerson : text.noneBody
  return (
    <section className="card">
      <div className="history-head" role="status">
        <h3>{text.found(found.tickets.length, found.next === null)}</h3>
        {found.visitor !== null && <VisitorLine visitor={found.visitor} />}
      </div>
      <Table
        rowKey="id"
        size="small"
        columns={columns}
        dataSource={found.tickets}
        pagination={false}
        locale={{
          emptyText: (
            <EmptyState title={text.none} pictogram="ballot">
              {nothing}
            </EmptyState>
          ),
        }}
        onRow={({ day, number }) => ({ 'data-testid': `history-row-${day}-${number}` }) as object}
      />
      {found.next !== null && (
        <Button
          className="history-more"
          onClick={() => void search.more()}
          loading={search.isBusy}
          data-testid="history-more"
        >
          {text.more}
        </Button>
      )}
    </section>
  )
}
