import './catalogue.css'
import { Button } from 'antd'
import { useState } from 'react'
import { useCentre } from '#client'
import type { Service } from '#domain'
import { Pictogram, pictogramOf, serviceGroupTerms, useLocale, useTerm, useText } from '#ui'
import { StatusDot } from '#ui/staff'
import { editWords } from '../edit/edit_words.ts'
import { hoursText } from '../edit/hours_text.ts'
import { catalogueWords } from './catalogue_words.ts'
import { SectionHead } from './section_head.tsx'
import { ServiceEditor } from './service_editor.tsx'

function ServiceRow({ service, onEdit }: { readonly service: Service; readonly onEdit: () => void }) {
  const text = useText(catalogueWords)
  const edit = useText(editWords)
  const say = useTerm()
  const locale = useLocale()
  return (
    <tr data-testid={`service-${service.id}`} data-off={!service.enabled}>
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
      <td>
        <StatusDot tone={service.enabled ? 'good' : 'off'}>
          {service.enabled ? edit.enabled : edit.disabled}
        </StatusDot>
      </td>
      <td>
        <Button size="small" onClick={onEdit} data-testid={`edit-service-${service.id}`}>
          {edit.edit}
        </Button>
      </td>
    </tr>
  )
}

/** The service items of the centre. */
export function Services() {
  const text = useText(catalogueWords)
  const services = useCentre((centre) => [...centre.services.values()])
  const [edited, setEdited] = useState<Service | 'new' | null>(null)
  const titles = [text.name, text.prefix, text.hours, text.targetMinutes, text.dailyQuota, text.enabled, '']
  return (
    <>
      <SectionHead title={text.services} onAdd={() => setEdited('new')} />
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
            {services.map((service) => (
              <ServiceRow key={service.id} service={service} onEdit={() => setEdited(service)} />
            ))}
          </tbody>
        </table>
      </section>
      {edited !== null && (
        <ServiceEditor service={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </>
  )
}
