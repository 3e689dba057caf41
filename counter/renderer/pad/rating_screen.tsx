import './pad_rating.css'
import { Button } from 'react-aria-components'
import type { PadView } from '#domain'
import type { RatingBody } from '#protocol'
import {
  BigButton,
  ProgressRing,
  type RatingLevel,
  ratingDimensionTerms,
  ratingLevelTerms,
  useTerm,
  useText,
} from '#ui'
import { LanguageButton } from './language_button.tsx'
import { LevelRow } from './level_row.tsx'
import { dimensions, mark, markAllAlike, missingPart, needsReason } from './rating_draft.ts'
import { ReasonsPart } from './reasons_part.tsx'
import { type RatingControl, useRating } from './use_rating.ts'
import { padWords } from './words.ts'

function Head({ view, control }: { readonly view: PadView; readonly control: RatingControl }) {
  const text = useText(padWords)
  const say = useTerm()
  const name = view.staff === null ? say(view.config.name) : say(view.staff.name)
  return (
    <header className="pad-head">
      <div>
        <h1>{text.question}</h1>
        <p>{text.about(view.rating?.number ?? '', name)}</p>
      </div>
      <ProgressRing label={text.secondsLeft(control.left)} value={control.left / control.total} />
      <LanguageButton />
    </header>
  )
}

/** The three dimensions, each pressed by the visitor, or all alike by one press. */
function Dimensions({
  control,
  overall,
}: {
  readonly control: RatingControl
  readonly overall: RatingLevel
}) {
  const text = useText(padWords)
  const say = useTerm()
  const { draft, change } = control
  return (
    <section className="pad-dimensions">
      <div className="pad-part-head">
        <h2>{text.dimensions}</h2>
        <BigButton kind="plain" onPress={() => change(markAllAlike(draft))}>
          {text.alike(say(ratingLevelTerms[overall]))}
        </BigButton>
      </div>
      {dimensions.map((dimension) => (
        <div key={dimension} className="pad-dimension">
          <h3>{say(ratingDimensionTerms[dimension])}</h3>
          <LevelRow
            label={say(ratingDimensionTerms[dimension])}
            size="row"
            value={draft.marks[dimension]}
            onChange={(level) => change(mark(draft, dimension, level))}
            testId={(level) => `dim-${dimension}-${level}`}
          />
        </div>
      ))}
    </section>
  )
}

function Foot({ control }: { readonly control: RatingControl }) {
  const text = useText(padWords)
  const missing = missingPart(control.draft)
  const hint = { overall: '', dimensions: text.missingDimensions, reason: text.missingReason }
  const said = control.unsent ? text.unsent : missing === null ? '' : hint[missing]
  return (
    <footer className="pad-foot">
      <p role="status">{said}</p>
      <Button
        className="big-button"
        data-kind="main"
        isDisabled={missing !== null || control.sending}
        onPress={control.submit}
        data-testid="pad-submit"
      >
        {control.sending ? text.sending : text.submit}
      </Button>
    </footer>
  )
}

/** Five faces; then three rows, reasons if it was bad, and one button. */
export function RatingScreen(props: {
  readonly view: PadView
  readonly asked: NonNullable<PadView['rating']>
  readonly onThanks: () => void
  readonly onKeep: (body: RatingBody) => void
}) {
  const { view, asked, onThanks, onKeep } = props
  const text = useText(padWords)
  const control = useRating(asked, view.config.id, { thanks: onThanks, keep: onKeep })
  const { draft, change } = control
  const { overall } = draft.marks
  return (
    <main
      className="pad-rating"
      data-step={overall === null ? 'faces' : 'details'}
      data-bad={needsReason(draft) || undefined}
      data-testid="pad-rating"
    >
      <Head view={view} control={control} />
      <LevelRow
        label={text.question}
        size={overall === null ? 'large' : 'middle'}
        value={overall}
        onChange={(level) => change(mark(draft, 'overall', level))}
        testId={(level) => `face-${level}`}
      />
      {overall === null ? (
        <p className="pad-question-note">{text.questionNote}</p>
      ) : (
        <>
          <Dimensions control={control} overall={overall} />
          {needsReason(draft) && <ReasonsPart draft={draft} change={change} />}
          <Foot control={control} />
        </>
      )}
    </main>
  )
}
