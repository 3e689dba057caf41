import './steps.css'
import { Check } from 'lucide-react'

/** The way through a task; `current` counts from 0. */
export interface StepsProps {
  readonly items: readonly string[]
  readonly current: number
}

const stateOf = (index: number, current: number) =>
  index < current ? 'done' : index === current ? 'now' : 'later'

/** Numbered steps in one line: those behind ticked, the present one filled. */
export function Steps({ items, current }: StepsProps) {
  return (
    <ol className="steps">
      {items.map((item, index) => (
        <li
          key={item}
          data-state={stateOf(index, current)}
          aria-current={index === current ? 'step' : undefined}
        >
          <span className="steps-number">{index < current ? <Check aria-hidden /> : index + 1}</span>
          {item}
        </li>
      ))}
    </ol>
  )
}
