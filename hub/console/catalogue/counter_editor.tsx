import { useCentre } from '#client'
import type { CounterConfig, Service, Staff } from '#domain'
import { counterSchema } from '#protocol'
import { keysOf, useTerm, useText } from '#ui'
import { Editor } from '../edit/editor.tsx'
import { type Faults, faultsOf, withFaults } from '../edit/faults.ts'
import { ChoiceField, ManyField, NumberField, PairField, SwitchField, TextField } from '../edit/fields.tsx'
import type { Form } from '../edit/form.ts'
import { kindTerms } from './catalogue_terms.ts'
import { catalogueWords, labelsOf } from './catalogue_words.ts'
import { ConditionsField } from './conditions_field.tsx'

const fields = [
  'id',
  'kind',
  'name',
  'serviceIds',
  'overflowServiceIds',
  'conditions',
  'rosteredStaffId',
  'signAddress',
  'zone',
  'middayDuty',
  'enabled',
] as const satisfies readonly (keyof CounterConfig)[]

const blank: CounterConfig = {
  id: '',
  kind: 'counter',
  name: { zh: '', en: '' },
  serviceIds: [],
  zone: 'hall',
  signAddress: null,
  rosteredStaffId: null,
  enabled: true,
}

/** Faults of a draft, also against the other counters: an id and a sign's address are one counter's. */
function check(draft: CounterConfig, others: readonly CounterConfig[]): Faults {
  const { id, signAddress } = draft
  const isSignTaken = signAddress !== null && others.some((each) => each.signAddress === signAddress)
  return withFaults(faultsOf(counterSchema, draft), [
    ...(others.some((each) => each.id === id) ? [['id', 'taken'] as const] : []),
    ...(isSignTaken ? [['signAddress', 'taken'] as const] : []),
  ])
}

function Fields({ form, isNew }: { readonly form: Form<CounterConfig>; readonly isNew: boolean }) {
  const { draft, faults, set, of, kept } = form
  const say = useTerm()
  const named = ({ id, name }: Service | Staff) => ({ value: id, label: say(name) })
  const services = useCentre((centre) => [...centre.services.values()]).map(named)
  const staff = useCentre((centre) => [...centre.staff.values()]).map(named)
  const kinds = keysOf(kindTerms).map((value) => ({ value, label: say(kindTerms[value]) }))
  return (
    <>
      <TextField {...of('id')} disabled={!isNew} />
      <ChoiceField {...kept('kind')} options={kinds} />
      <PairField {...of('name')} />
      <div className="wide">
        <ManyField {...of('serviceIds')} options={services} />
        <ManyField {...of('overflowServiceIds')} value={draft.overflowServiceIds ?? []} options={services} />
      </div>
      <ConditionsField
        value={draft.conditions ?? []}
        own={[...new Set([...draft.serviceIds, ...(draft.overflowServiceIds ?? [])])]}
        faults={faults}
        onChange={(conditions) => set({ conditions })}
      />
      <ChoiceField {...of('rosteredStaffId')} clearable options={staff} />
      <NumberField {...of('signAddress')} />
      <TextField {...of('zone')} />
      <SwitchField {...of('middayDuty')} value={draft.middayDuty ?? false} />
      <SwitchField {...of('enabled')} />
    </>
  )
}

/** Edits a counter or room; null makes a new one. */
export function CounterEditor(props: {
  readonly counter: CounterConfig | null
  readonly onClose: () => void
}) {
  const text = useText(catalogueWords)
  const say = useTerm()
  const { counter, onClose } = props
  const others = useCentre((centre) => [...centre.counters.values()]).filter(({ id }) => id !== counter?.id)
  return (
    <Editor<CounterConfig>
      title={counter === null ? text.counters : say(counter.name)}
      before={counter}
      blank={blank}
      labels={labelsOf(fields, text)}
      check={(draft) => check(draft, others)}
      command={(edited) => ({
        name: 'save-counter',
        body: { counter: { ...edited, serviceIds: [...edited.serviceIds] } },
      })}
      onClose={onClose}
      leaving={(edited) => ({ kind: 'counter', counter: edited })}
    >
      {(form) => <Fields form={form} isNew={counter === null} />}
    </Editor>
  )
}
