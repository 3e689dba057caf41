import { Radio, RadioGroup } from 'react-aria-components'
import { Face, type RatingLevel, ratingLevelTerms, useTerm } from '#ui'

const levels: readonly RatingLevel[] = [5, 4, 3, 2, 1]

/** Five faces in one row, nothing chosen beforehand; `testId` gives each its name. */
export interface LevelRowProps {
  readonly label: string
  readonly value: RatingLevel | null
  readonly size: 'large' | 'middle' | 'row'
  readonly onChange: (level: RatingLevel) => void
  readonly testId: (level: RatingLevel) => string
}

/** A scale of five faces with their words; the chosen one stays large. */
export function LevelRow({ label, value, size, onChange, testId }: LevelRowProps) {
  const say = useTerm()
  const choose = (chosen: string) => {
    const level = levels.find((each) => String(each) === chosen)
    if (level !== undefined) onChange(level)
  }
  return (
    <RadioGroup
      className="level-row"
      data-size={size}
      data-chosen={value !== null || undefined}
      aria-label={label}
      orientation="horizontal"
      value={value === null ? null : String(value)}
      onChange={choose}
    >
      {levels.map((level) => (
        <Radio key={level} className="level" value={String(level)} data-testid={testId(level)}>
          <Face level={level} />
          <span>{say(ratingLevelTerms[level])}</span>
        </Radio>
      ))}
    </RadioGroup>
  )
}
