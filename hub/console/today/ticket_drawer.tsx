import { Drawer, Table, type TableColumnsType } from 'antd'
import { useCentre } from '#client'
import { clockText, ratingLevelTerms, ticketStateTerms, useTerm, useText } from '#ui'
import { EmptyState } from '#ui/staff'
import { useNames } from '../use_names.ts'
import { type TicketFigure, type TicketRow, ticketsBehind } from './tickets_behind.ts'
import { todayWords } from './today_words.ts'

const time = (at: number | null) => (at === null ? '—' : clockText(at))
const levels: Readonly<Record<number, (typeof ratingLevelTerms)[5] | undefined>> = ratingLevelTerms

function useColumns(): TableColumnsType<TicketRow> {
  const text = useText(todayWords)
  const say = useTerm()
  const names = useNames()
  return [
    { title: text.number, dataIndex: 'number', width: 84, render: (number: string) => <b>{number}</b> },
    { title: text.service, dataIndex: 'serviceId', render: names.service },
    {
      title: text.state,
      dataIndex: 'state',
      width: 110,
      render: (state: TicketRow['state']) => say(ticketStateTerms[state]),
    },
    { title: text.issuedAt, dataIndex: 'issuedAt', width: 76, render: time },
    { title: text.calledAt, dataIndex: 'calledAt', width: 76, render: time },
    { title: text.arrivedAt, dataIndex: 'arrivedAt', width: 76, render: time },
    { title: text.endedAt, dataIndex: 'endedAt', width: 76, render: time },
    { title: text.counter, dataIndex: 'counterId', render: names.counter },
    {
      title: text.overall,
      dataIndex: 'overall',
      render(overall: number | null) {
        const level = levels[overall ?? 0]
        return level === undefined ? '—' : say(level)
      },
    },
  ]
}

/** The tickets behind a figure; nothing of the people who hold them. */
export function TicketDrawer(props: { readonly figure: TicketFigure | null; readonly onClose: () => void }) {
  const { figure, onClose } = props
  const text = useText(todayWords)
  const columns = useColumns()
  const rows = useCentre((centre) => (figure === null ? [] : ticketsBehind(centre, figure)))
  return (
    <Drawer
      open={figure !== null}
      onClose={onClose}
      size={960}
      title={figure === null ? '' : `${text[figure]} · ${rows.length}`}
    >
      <Table
        rowKey="id"
        size="small"
        columns={columns}
        dataSource={rows}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <EmptyState title={text.noneBehind} pictogram="ballot" /> }}
        onRow={({ number }) => ({ 'data-testid': `ticket-row-${number}` }) as object}
      />
    </Drawer>
  )
}
