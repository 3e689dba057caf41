import type { Policy, Site } from '#domain'
import { announcerSchema } from '#protocol'
import { useText } from '#ui'
import { labelsOf } from '../catalogue/catalogue_words.ts'
import { Editor } from '../edit/editor.tsx'
import { faultsOf } from '../edit/faults.ts'
import { ChoiceField, ManyField, NumberField, SwitchField } from '../edit/fields.tsx'
import { type AnnouncerDraft, draftOf, type Percent, percents, rulesOf } from './announcer_draft.ts'
import { announcerWords } from './announcer_words.ts'
import { SpansField } from './spans_field.tsx'

const fields = ['chime', 'times', 'also', 'one', 'volume', 'volumes', 'quietHours'] as const
const midday = { from: '12:00', to: '13:00', volume: '60%' } as const
const night = { from: '20:00', to: '07:00' }

/** Edits how a centre calls by voice; what is saved is part of its rules, as their next version. */
export function AnnouncerEditor(props: {
  readonly site: Site
  readonly policy: Policy
  readonly onClose: () => void
}) {
  const text = useText(announcerWords)
  const { site, policy } = props
  const before = draftOf(policy.announcer)
  return (
    <Editor<AnnouncerDraft>
      title={text.title}
      before={before}
      blank={before}
      labels={labelsOf(fields, text)}
      check={(draft) => faultsOf(announcerSchema, rulesOf(draft))}
      command={(draft) => ({
        name: 'configure',
        body: { site, policy: { ...policy, announcer: rulesOf(draft) } },
      })}
      onClose={props.onClose}
    >
      {({ kept }) => (
        <>
          <SwitchField {...kept('chime')} />
          <NumberField {...kept('times')} />
          <ManyField
            {...kept('also')}
            options={(['en', 'wuu'] as const).map((value) => ({ value, label: text[`also_${value}`] }))}
          />
          <ChoiceField
            {...kept('one')}
            options={(['一', '幺'] as const).map((value) => ({ value, label: text[`one_${value}`] }))}
          />
          <ChoiceField<Percent>
            {...kept('volume')}
            options={percents.map((value) => ({ value, label: value }))}
          />
          <SpansField {...kept('volumes')} fresh={midday} />
          <SpansField {...kept('quietHours')} fresh={night} />
        </>
      )}
    </Editor>
  )
}
