import './face.css'
import { Radio, RadioGroup } from 'react-aria-components'
import { type RatingLevel, ratingLevelTerms, useTerm } from '../i18n/terms.ts'
import { Face } from './face.tsx'

const levels: readonly RatingLevel[] = [5, 4, 3, 2, 1]

/** Five faces to choose from: `large` for the overall rating, `row` for one dimension. Nothing is chosen beforehand. */
export interface FaceScaleProps {
  readonly label: string
  readonly value: RatingLevel | null
  readonly onChange: (level: RatingLevel) => void
  readonly size: 'large' | 'row'
}

/** Five faces with their words in one row; the chosen one stays marked, in `large` bigger than the rest. */
export function FaceScale({ label, value, onChange, size }: FaceScaleProps) {
  const say = useTerm()
  const choose = (chosen: string) => {
    const level = levels.find((each) => String(each) === chosen)
    if (level !== undefined) onChange(level)
  }
  return (
    <RadioGroup
      className="face-scale"
      data-size={size}
      data-chosen={value !== null || undefined}
      aria-label={label}
      orientation="horizontal"
      value={value === null ? null : String(value)}
      onChange={choose}
    >
      {levels.map((level) => (
        <Radio key={level} className="face-scale-choice" value={String(level)}>
          <Face level={level} />
          {say(ratingLevelTerms[level])}
        </Radio>
      ))}
    </RadioGroup>
  )
}
