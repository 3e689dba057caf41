import { useTerm, useText } from '#ui'
import { faultTerms, namedBy } from './device_words.ts'
import { dockWords } from './dock_words.ts'
import { Pill } from './panel.tsx'

/** Chooses what is wrong with a device; 'none' first. */
export function FaultChoice({
  device,
  fault,
  faults,
  onChoose,
}: {
  readonly device: 'reader' | 'sign' | 'pad' | 'evaluator' | 'scanner'
  readonly fault: string
  readonly faults: readonly string[]
  readonly onChoose: (fault: string) => void
}) {
  const text = useText(dockWords)
  const say = useTerm()
  return (
    <fieldset className="pills">
      <legend>{text.faults}</legend>
      {faults.map((each) => (
        <Pill
          key={each}
          testId={`${device}-fault-${each}`}
          tone={each === 'none' ? 'plain' : 'fault'}
          pressed={each === fault}
          onPress={() => onChoose(each)}
        >
          {say(namedBy(faultTerms, each))}
        </Pill>
      ))}
    </fieldset>
  )
}
