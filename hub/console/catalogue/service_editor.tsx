import { useCentre } from '#client'
import type { Service } from '#domain'
import { keysOf, pictogramNames, serviceGroupTerms, useTerm, useText } from '#ui'
import { Editor } from '../edit/editor.tsx'
import { ChoiceField, NumberField, PairField, SwitchField, TextField } from '../edit/fields.tsx'
import { LinesField } from '../edit/lines_field.tsx'
import { BookingFields } from './booking_fields.tsx'
import { catalogueWords, labelsOf } from './catalogue_words.ts'
import { HoursField } from './hours_field.tsx'
import { blankService, serviceFaults } from './service_rules.ts'

const fields = [
  'id',
  'prefix',
  'group',
  'pictogram',
  'name',
  'summary',
  'audience',
  'targetMinutes',
  'meanMinutes',
  'dailyQuota',
  'enabled',
  'carryOver',
  'hours',
  'booking',
  'rules',
  'materials',
  'procedure',
  'basis',
  'fee',
  'timeLimit',
] as const satisfies readonly (keyof Service)[]

/** Edits a service; null makes a new one. */
export function ServiceEditor(props: { readonly service: Service | null; readonly onClose: () => void }) {
  const text = useText(catalogueWords)
  const say = useTerm()
  const ids = useCentre((centre) => new Set(centre.services.keys()))
  const isNew = props.service === null
  return (
    <Editor<Service>
      title={props.service === null ? text.services : say(props.service.name)}
      before={props.service}
      blank={blankService}
      labels={labelsOf(fields, text)}
      check={(draft) => serviceFaults(draft, isNew, ids)}
      command={(service) => ({ name: 'save-service', body: { service } })}
      onClose={props.onClose}
    >
      {({ draft, set, faults, of, kept }) => {
        const minutes = (path: 'targetMinutes' | 'meanMinutes') => ({
          ...of(path),
          unit: text.minutes,
          onChange: (value: number | null) => set({ [path]: value ?? 0 }),
        })
        return (
          <>
            <TextField {...of('id')} disabled={!isNew} />
            <TextField {...of('prefix')} label={`${text.prefix}（${text.prefixNote}）`} />
            <PairField {...of('name')} />
            <ChoiceField
              {...kept('group')}
              options={keysOf(serviceGroupTerms).map((value) => ({
                value,
                label: say(serviceGroupTerms[value]),
              }))}
            />
            <ChoiceField
              {...kept('pictogram')}
              options={pictogramNames.map((value) => ({ value: String(value), label: value }))}
            />
            <NumberField {...minutes('targetMinutes')} />
            <NumberField {...minutes('meanMinutes')} />
            <NumberField {...of('dailyQuota')} />
            <SwitchField {...of('enabled')} />
            <SwitchField {...of('carryOver')} />
            <HoursField value={draft.hours} faults={faults} onChange={(hours) => set({ hours })} />
            <BookingFields value={draft} faults={faults} onChange={set} />
            <PairField {...of('summary')} />
            <PairField {...of('audience')} />
            <LinesField {...of('materials')} />
            <LinesField {...of('procedure')} />
            <PairField {...of('basis')} />
            <PairField {...of('fee')} />
            <PairField {...of('timeLimit')} />
          </>
        )
      }}
    </Editor>
  )
}
