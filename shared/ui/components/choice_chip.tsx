import './choice_chip.css'
import { Check } from 'lucide-react'
import { ToggleButton } from 'react-aria-components'

/** A reason or filter that can be chosen and unchosen. */
export interface ChoiceChipProps {
  readonly children: string
  readonly selected: boolean
  readonly onChange: (selected: boolean) => void
}

/** A rounded toggle with a tick when chosen. */
export function ChoiceChip({ children, selected, onChange }: ChoiceChipProps) {
  return (
    <ToggleButton className="choice-chip" isSelected={selected} onChange={onChange}>
      {selected && <Check aria-hidden />}
      {children}
    </ToggleButton>
  )
}
