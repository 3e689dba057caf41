import './catalogue.css'
import { Button } from 'antd'
import { useState } from 'react'
import { useCentre } from '#client'
import type { CounterConfig } from '#domain'
import { useTerm, useText } from '#ui'
import { StatusDot } from '#ui/staff'
import { editWords } from '../edit/edit_words.ts'
import { kindTerms } from './catalogue_terms.ts'
import { catalogueWords } from './catalogue_words.ts'
import { CounterEditor } from './counter_editor.tsx'
import { SectionHead } from './section_head.tsx'

function CounterRow({ counter, onEdit }: { readonly counter: CounterConfig; readonly onEdit: () => void }) {
  const text = useText(catalogueWords)
  const edit = useText(editWords)
  const say = useTerm()
  const services = useCentre((centre) => centre.services)
  const staff = useCentre((centre) => centre.staff.get(counter.rosteredStaffId ?? ''))
  const names = counter.serviceIds.map((id) => {
    const service = services.get(id)
    return service === undefined ? id : say(service.name)
  })
  return (
    <tr data-testid={`counter-${counter.id}`} data-off={!counter.enabled}>
      <td>
        <span className="row-name">
          <span>
            <b>{say(counter.name)}</b>
            <small>{say(kindTerms[counter.kind])}</small>
          </span>
        </span>
      </td>
      <td>{names.join(' · ') || '—'}</td>
      <td>{staff === undefined ? text.noOne : say(staff.name)}</td>
      <td>{counter.signAddress ?? '—'}</td>
      <td>
        <StatusDot tone={counter.enabled ? 'good' : 'off'}>
          {counter.enabled ? edit.enabled : edit.disabled}
        </StatusDot>
      </td>
      <td>
        <Button size="small" onClick={onEdit} data-testid={`edit-counter-${counter.id}`}>
          {edit.edit}
        </Button>
      </td>
    </tr>
  )
}

/** Counters and rooms: what is done there, by whom, under which sign. */
export function Counters() {
  const text = useText(catalogueWords)
  const counters = useCentre((centre) => [...centre.counters.values()])
  const [edited, setEdited] = useState<CounterConfig | 'new' | null>(null)
  const titles = [text.name, text.serviceIds, text.rosteredStaffId, text.signAddress, text.enabled, '']
  return (
    <>
      <SectionHead title={text.counters} onAdd={() => setEdited('new')} />
      <section className="card">
        <table className="plain-table catalogue-table">
          <thead>
            <tr>
              {titles.map((title) => (
                <th key={title}>{title}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {counters.map((counter) => (
              <CounterRow key={counter.id} counter={counter} onEdit={() => setEdited(counter)} />
            ))}
          </tbody>
        </table>
      </section>
      {edited !== null && (
        <CounterEditor counter={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </>
  )
}
