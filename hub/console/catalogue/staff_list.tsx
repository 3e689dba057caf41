import { useCentre } from '#client'
import type { Staff } from '#domain'
import { useTerm, useText } from '#ui'
import { personnelTerms, roleTerms } from './catalogue_terms.ts'
import { catalogueWords } from './catalogue_words.ts'
import { RecordList } from './record_list.tsx'
import { StaffEditor } from './staff_editor.tsx'

function StaffCells({ staff }: { readonly staff: Staff }) {
  const say = useTerm()
  const at = useCentre(
    (centre) => [...centre.counterLive].find(([, live]) => live.staffId === staff.id)?.[0] ?? '',
  )
  const counter = useCentre((centre) => centre.counters.get(at))
  return (
    <>
      <td>
        <b>{say(staff.name)}</b>
      </td>
      <td>{say(staff.post)}</td>
      <td>{say(personnelTerms[staff.personnel])}</td>
      <td>{staff.roles.map((role) => say(roleTerms[role])).join(' · ')}</td>
      <td>{counter === undefined ? '—' : say(counter.name)}</td>
    </>
  )
}

/** The people of the centre, their posts and rights, and where they are now. */
export function StaffList() {
  const text = useText(catalogueWords)
  const staff = useCentre((centre) => [...centre.staff.values()])
  return (
    <RecordList
      title={text.staff}
      kind="staff"
      columns={[text.name, text.post, text.personnel, text.roles, text.counters, text.enabled]}
      records={staff}
      cells={(each) => <StaffCells staff={each} />}
      editor={(each, onClose) => <StaffEditor staff={each} onClose={onClose} />}
    />
  )
}
