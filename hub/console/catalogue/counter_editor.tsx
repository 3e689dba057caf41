import { useCentre } from '#client'
import type { CounterConfig } from '#domain'
import { counterSchema } from '#protocol'
import { useTerm, useText } from '#ui'
import { Editor } from '../edit/editor.tsx'
import { faultsOf, withFaults } from '../edit/faults.ts'
import { ChoiceField, ManyField, NumberField, PairField, SwitchField, TextField } from '../edit/fields.tsx'
import { keysOf, kindTerms } from './catalogue_terms.ts'
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

/** Edits a counter or room; null makes a new one. */
export function CounterEditor(props: {
  readonly counter: CounterConfig | null
  readonly onClose: () => void
}) {
  const text = useText(catalogueWords)
  const say = useTerm()
  const services = useCentre((centre) => [...centre.services.values()])
  const staff = useCentre((centre) => [...centre.staff.values()])
  const others = useCentre((centre) => [...centre.counters.values()]).filter(
    ({ id }) => id !== props.counter?.id,
  )
  const isNew = props.counter === null
  const check = (draft: CounterConfig) =>
    withFaults(faultsOf(counterSchema, draft), [
      ...(others.some(({ id }) => id === draft.id) ? [['id', 'taken'] as const] : []),
      ...(draft.signAddress !== null && others.some(({ signAddress }) => signAddress === draft.signAddress)
        ? [['signAddress', 'taken'] as const]
        : []),
    ])
  return (
    <Editor<CounterConfig>
      title={props.counter === null ? text.counters : say(props.counter.name)}
      before={props.counter}
      blank={blank}
      labels={labelsOf(fields, text)}
      check={check}
      command={(counter) => ({
        name: 'save-counter',
        body: { counter: { ...counter, serviceIds: [...counter.serviceIds] } },
      })}
      onClose={props.onClose}
    >
      {(draft, set, faults) => (
        <>
          <TextField
            label={text.id}
            path="id"
            faults={faults}
            value={draft.id}
            disabled={!isNew}
            onChange={(id) => set({ id })}
          />
          <ChoiceField
            label={text.kind}
            path="kind"
            faults={faults}
            value={draft.kind}
            options={keysOf(kindTerms).map((value) => ({ value, label: say(kindTerms[value]) }))}
            onChange={(kind) => set({ kind: kind ?? draft.kind })}
          />
          <PairField
            label={text.name}
            path="name"
            faults={faults}
            value={draft.name}
            onChange={(name) => set({ name })}
          />
          <div className="wide">
            <ManyField
              label={text.serviceIds}
              path="serviceIds"
              faults={faults}
              value={draft.serviceIds}
              options={services.map(({ id, name }) => ({ value: id, label: say(name) }))}
              onChange={(serviceIds) => set({ serviceIds })}
            />
            <ManyField
              label={text.overflowServiceIds}
              path="overflowServiceIds"
              faults={faults}
              value={draft.overflowServiceIds ?? []}
              options={services.map(({ id, name }) => ({ value: id, label: say(name) }))}
              onChange={(overflowServiceIds) => set({ overflowServiceIds })}
            />
          </div>
          <ConditionsField
            value={draft.conditions ?? []}
            own={[...new Set([...draft.serviceIds, ...(draft.overflowServiceIds ?? [])])]}
            faults={faults}
            onChange={(conditions) => set({ conditions })}
          />
          <ChoiceField
            label={text.rosteredStaffId}
            path="rosteredStaffId"
            faults={faults}
            clearable
            value={draft.rosteredStaffId}
            options={staff.map(({ id, name }) => ({ value: id, label: say(name) }))}
            onChange={(rosteredStaffId) => set({ rosteredStaffId })}
          />
          <NumberField
            label={text.signAddress}
            path="signAddress"
            faults={faults}
            value={draft.signAddress}
            onChange={(signAddress) => set({ signAddress })}
          />
          <TextField
            label={text.zone}
            path="zone"
            faults={faults}
            value={draft.zone}
            onChange={(zone) => set({ zone })}
          />
          <SwitchField
            label={text.middayDuty}
            path="middayDuty"
            faults={faults}
            value={draft.middayDuty ?? false}
            onChange={(middayDuty) => set({ middayDuty })}
          />
          <SwitchField
            label={text.enabled}
            path="enabled"
            faults={faults}
            value={draft.enabled}
            onChange={(enabled) => set({ enabled })}
          />
        </>
      )}
    </Editor>
  )
}
