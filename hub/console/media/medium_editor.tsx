import type { Medium, MediumPriority } from '#domain'
import { keysOf, useTerm, useText } from '#ui'
import { labelsOf } from '../catalogue/catalogue_words.ts'
import { Editor } from '../edit/editor.tsx'
import { ChoiceField, PairField, SwitchField, TextField } from '../edit/fields.tsx'
import { mediumPriorityTerms } from './media_terms.ts'
import { mediaWords } from './media_words.ts'
import { draftFaults, draftOf, type MediumDraft, mediumOf } from './medium_draft.ts'

const fields = ['priority', 'validFrom', 'validUntil', 'dailyFrom', 'dailyTo', 'enabled'] as const

/** Edits what is said of a medium and when it is shown; its file never changes. */
export function MediumEditor(props: {
  readonly medium: Medium
  readonly isNew: boolean
  readonly zoneMinutes: number
  readonly onClose: () => void
}) {
  const text = useText(mediaWords)
  const say = useTerm()
  const { medium, isNew, zoneMinutes } = props
  const draft = draftOf(medium, zoneMinutes)
  return (
    <Editor<MediumDraft>
      title={isNew ? text.addTitle : text.editTitle}
      before={isNew ? null : draft}
      blank={draft}
      labels={{ title: text.titleField, ...labelsOf(fields, text) }}
      check={(now) => draftFaults(medium, now, zoneMinutes)}
      command={(now) => ({ name: 'save-medium', body: { medium: mediumOf(medium, now, zoneMinutes) } })}
      onClose={props.onClose}
    >
      {({ of, kept }) => (
        <>
          <PairField {...of('title')} />
          <ChoiceField<MediumPriority>
            {...kept('priority')}
            options={keysOf(mediumPriorityTerms).map((value) => ({
              value,
              label: say(mediumPriorityTerms[value]),
            }))}
          />
          <p className="media-note">{text.urgentNote}</p>
          <TextField {...of('validFrom')} />
          <TextField {...of('validUntil')} />
          <TextField {...of('dailyFrom')} />
          <TextField {...of('dailyTo')} />
          <SwitchField {...of('enabled')} />
        </>
      )}
    </Editor>
  )
}
