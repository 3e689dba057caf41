import { useCentre } from '#client'
import type { Service } from '#domain'
import { Pictogram, pictogramOf, serviceGroupTerms, useLocale, useTerm, useText } from '#ui'
import { hoursText } from '../edit/hours_text.ts'
import { catalogueWords } from './catalogue_words.ts'
import { RecordList } from './record_list.tsx'
import { ServiceEditor } from './service_editor.tsx'

function ServiceCells({ service }: { readonly service: Service }) {
  const text = useText(catalogueWords)
  const say = useTerm()
  const locale = useLocale()
  return (
    <>
      <td>
        <span className="row-name">
          <Pictogram name={pictogramOf(service.pictogram)} size="28px" />
          <span>
            <b>{say(service.name)}</b>
            <small>{say(serviceGroupTerms[service.group])}</small>
          </span>
        </span>
      </td>
      <td>
        <b>{service.prefix}</b>
      </td>
      <td className="row-lines">
        {service.hours.map((hours) => hoursText(hours, locale)).join('\n') || '—'}
      </td>
      <td>
        {service.targetMinutes} {text.minutes}
      </td>
      <td>{service.dailyQuota ?? '—'}</td>
    </>
  )
}

/** The service items of the centre. */
export function Services() {
  const text = useText(catalogueWords)
  const services = useCentre((centre) => [...centre.services.values()])
  return (
    <RecordList
      title={text.services}
      kind="service"
      columns={[text.name, text.prefix, text.hours, text.targetMinutes, text.dailyQuota, text.enabled]}
      records={services}
      cells={(each) => <ServiceCells service={each} />}
      editor={(each, onClose) => <ServiceEditor service={each} onClose={onClose} />}
    />
  )
}
