import { useCentre } from '#client'
import type { CounterConfig } from '#domain'
import { useTerm, useText } from '#ui'
import { kindTerms } from './catalogue_terms.ts'
import { catalogueWords } from './catalogue_words.ts'
import { CounterEditor } from './counter_editor.tsx'
import { RecordList } from './record_list.tsx'

function CounterCells({ counter }: { readonly counter: CounterConfig }) {
  const text = useText(catalogueWords)
  const say = useTerm()
  const services = useCentre((centre) => centre.services)
  const staff = useCentre((centre) => centre.staff.get(counter.rosteredStaffId ?? ''))
  const names = counter.serviceIds.map((id) => {
    const service = services.get(id)
    return service === undefined ? id : say(service.name)
  })
  return (
    <>
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
    </>
  )
}

/** Counters and rooms: what is done there, by whom, under which sign. */
export function Counters() {
  const text = useText(catalogueWords)
  const counters = useCentre((centre) => [...centre.counters.values()])
  return (
    <RecordList
      title={text.counters}
      kind="counter"
      columns={[text.name, text.serviceIds, text.rosteredStaffId, text.signAddress, text.enabled]}
      records={counters}
      cells={(each) => <CounterCells counter={each} />}
      editor={(each, onClose) => <CounterEditor counter={each} onClose={onClose} />}
    />
  )
}
