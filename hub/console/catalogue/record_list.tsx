import './catalogue.css'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useText } from '#ui'
import { StatusDot, TitledTable } from '#ui/staff'
import { editWords } from '../edit/edit_words.ts'
import { SectionHead } from './section_head.tsx'

interface Catalogued {
  readonly id: string
  readonly enabled: boolean
}

function RecordRow(props: {
  readonly kind: string
  readonly record: Catalogued
  readonly onEdit: () => void
  readonly children: ReactNode
}) {
  const { kind, record } = props
  const edit = useText(editWords)
  return (
    <tr data-testid={`${kind}-${record.id}`} data-off={!record.enabled}>
      {props.children}
      <td>
        <StatusDot tone={record.enabled ? 'good' : 'off'}>
          {record.enabled ? edit.enabled : edit.disabled}
        </StatusDot>
      </td>
      <td>
        <Button size="small" onClick={props.onEdit} data-testid={`edit-${kind}-${record.id}`}>
          {edit.edit}
        </Button>
      </td>
    </tr>
  )
}

/** The records of one kind in the catalogue; `editor` is given the one to edit, or null for a new one. */
export function RecordList<T extends Catalogued>(props: {
  readonly title: string
  /** What the test ids of its rows and buttons begin with. */
  readonly kind: string
  /** Titles of the cells, the last one that of whether a record is in use. */
  readonly columns: readonly string[]
  readonly records: readonly T[]
  readonly cells: (record: T) => ReactNode
  readonly editor: (record: T | null, onClose: () => void) => ReactNode
}) {
  const [edited, setEdited] = useState<T | 'new' | null>(null)
  return (
    <>
      <SectionHead title={props.title} onAdd={() => setEdited('new')} />
      <section className="card">
        <TitledTable titles={[...props.columns, '']} className="catalogue-table">
          {props.records.map((record) => (
            <RecordRow key={record.id} kind={props.kind} record={record} onEdit={() => setEdited(record)}>
              {props.cells(record)}
            </RecordRow>
          ))}
        </TitledTable>
      </section>
      {edited !== null && props.editor(edited === 'new' ? null : edited, () => setEdited(null))}
    </>
  )
}
