import { Check } from 'lucide-react'
import { Input, TextField, ToggleButton } from 'react-aria-components'
import { ratingReasonTerms, useTerm, useText } from '#ui'
import { type RatingDraft, reasonCodes, toggleReason } from './rating_draft.ts'
import { padWords } from './words.ts'

/** Why a bad mark: one or more of a closed list, or a few words. */
export function ReasonsPart(props: {
  readonly draft: RatingDraft
  readonly change: (draft: RatingDraft) => void
}) {
  const { draft, change } = props
  const text = useText(padWords)
  const say = useTerm()
  return (
    <section className="pad-reasons">
      <h2>{text.reasons}</h2>
      <div className="pad-chips">
        {reasonCodes.map((reason) => {
          const chosen = draft.reasons.includes(reason)
          return (
            <ToggleButton
              key={reason}
              className="pad-chip"
              isSelected={chosen}
              onChange={() => change(toggleReason(draft, reason))}
              data-testid={`reason-${reason}`}
            >
              {chosen && <Check aria-hidden />}
              {say(ratingReasonTerms[reason])}
            </ToggleButton>
          )
        })}
        <TextField
          className="pad-comment"
          aria-label={text.comment}
          value={draft.comment}
          onChange={(comment) => change({ ...draft, comment })}
          maxLength={300}
        >
          <Input placeholder={text.comment} data-testid="pad-comment" />
        </TextField>
      </div>
    </section>
  )
}
