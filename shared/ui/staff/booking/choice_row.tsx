import type { KeyboardEvent, ReactNode } from 'react'

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** Moves the focus to the next or the previous choice that can be made. */
function walk(event: KeyboardEvent<HTMLFieldSetElement>) {
  const step = steps[event.key]
  if (step === undefined) return
  const choices = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')]
  const at = choices.findIndex((each) => each.matches(':focus'))
  const next = choices[(at + step + choices.length) % choices.length]
  if (at < 0 || next === undefined) return
  event.preventDefault()
  next.focus()
}

/** Buttons of which one is chosen; the arrow keys go from one to the next. */
export function ChoiceRow(props: {
  readonly label: string
  readonly look: 'services' | 'days' | 'slots'
  readonly children: ReactNode
}) {
  return (
    <fieldset className="booking-choices" data-look={props.look} onKeyDown={walk}>
      <legend>{props.label}</legend>
      <div>{props.children}</div>
    </fieldset>
  )
}
