import './catalogue.css'
import { Button } from 'antd'
import { useState } from 'react'
import { useCentre } from '#client'
import type { Staff } from '#domain'
import { useTerm, useText } from '#ui'
import { StatusDot } from '#ui/staff'
import { editWords } from '../edit/edit_words.ts'
import { personnelTerms, roleTerms } from './catalogue_terms.ts'
import { catalogueWords } from './catalogue_words.ts'
import { SectionHead } from './section_head.tsx'
import { StaffEditor } from './staff_editor.tsx'

function StaffRow({ staff, onEdit }: { readonly staff: Staff; readonly onEdit: () => void }) {
  const edit = useText(editWords)
  const say = useTerm()
  const at = useCentre(
    (centre) => [...centre.counterLive].find(([, live]) => live.staffId === staff.id)?.[0] ?? '',
  )
  const counter = useCentre((centre) => centre.counters.get(at))
  return (
    <tr data-testid={`staff-${staff.id}`} data-off={!staff.enabled}>
      <td>
        <b>{say(staff.name)}</b>
      </td>
      <td>{say(staff.post)}</td>
      <td>{say(personnelTerms[staff.personnel])}</td>
      <td>{staff.roles.map((role) => say(roleTerms[role])).join(' · ')}</td>
      <td>{counter === undefined ? '—' : say(counter.name)}</td>
      <td>
        <StatusDot tone={staff.enabled ? 'good' : 'off'}>
          {staff.enabled ? edit.enabled : edit.disabled}
        </StatusDot>
      </td>
      <td>
        <Button size="small" onClick={onEdit} data-testid={`edit-staff-${staff.id}`}>
          {edit.edit}
        </Button>
      </td>
    </tr>
  )
}

/** The people of the centre, their posts and rights, and where they are now. */
export function StaffList() {
  const text = useText(catalogueWords)
  const staff = useCentre((centre) => [...centre.staff.values()])
  const [edited, setEdited] = useState<Staff | 'new' | null>(null)
  const titles = [text.name, text.post, text.personnel, text.roles, text.counters, text.enabled, '']
  return (
    <>
      <SectionHead title={text.staff} onAdd={() => setEdited('new')} />
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
            {staff.map((each) => (
              <StaffRow key={each.id} staff={each} onEdit={() => setEdited(each)} />
            ))}
          </tbody>
        </table>
      </section>
      {edited !== null && (
        <StaffEditor staff={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </>
  )
}
