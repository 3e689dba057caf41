import type { Policy, Site } from '#domain'
import { policySchema } from '#protocol'
import { useText } from '#ui'
import { Editor } from '../edit/editor.tsx'
import { faultsOf } from '../edit/faults.ts'
import { ChoiceField, NumberField } from '../edit/fields.tsx'
import { ClassesField } from './classes_field.tsx'
import { DaysField } from './days_field.tsx'
import { ruleGroupNames, ruleGroups } from './rule_groups.ts'
import { rulesWords } from './rules_words.ts'

/** Edits the rules of a centre; what is saved is their next version. */
export function RulesEditor(props: {
  readonly site: Site
  readonly policy: Policy
  readonly onClose: () => void
}) {
  const text = useText(rulesWords)
  const figures = ruleGroupNames.flatMap((name) => ruleGroups[name])
  const keys = ['hours', ...figures.map(({ key }) => key), 'classes', 'closedDates', 'makeUpDates'] as const
  const labels = Object.fromEntries(keys.map((key) => [key, text[key]]))
  return (
    <Editor<Policy>
      title={text.title}
      before={props.policy}
      blank={props.policy}
      labels={labels}
      check={(draft) => faultsOf(policySchema, draft)}
      command={(policy) => ({ name: 'configure', body: { site: props.site, policy } })}
      onClose={props.onClose}
    >
      {(draft, set, faults) => (
        <>
          <ChoiceField
            label={text.hours}
            path="hours"
            faults={faults}
            value={draft.hours}
            options={[
              { value: 'service', label: text.hoursService },
              { value: 'always', label: text.hoursAlways },
            ]}
            onChange={(hours) => set({ hours: hours ?? draft.hours })}
          />
          {ruleGroupNames.map((name) => (
            <fieldset key={name} className="field-pair">
              <legend>{text[name]}</legend>
              {ruleGroups[name].map(({ key, unit }) => (
                <NumberField
                  key={key}
                  label={text[key]}
                  path={key}
                  faults={faults}
                  value={draft[key]}
                  unit={text[unit]}
                  onChange={(value) => set({ [key]: value })}
                />
              ))}
            </fieldset>
          ))}
          <ClassesField value={draft.classes} faults={faults} onChange={(classes) => set({ classes })} />
          <DaysField value={draft} faults={faults} onChange={set} />
        </>
      )}
    </Editor>
  )
}
