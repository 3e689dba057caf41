import './key_panels.css'
import type { DockCommand, DockState } from '#protocol'
import { type Term, useTerm, useText } from '#ui'
import { evaluatorKeyTerms, padKeyTerms } from './device_words.ts'
import { dockWords } from './dock_words.ts'
import { FaultChoice } from './fault_choice.tsx'
import { Panel } from './panel.tsx'

/** The keys of a device, numbered from 1 as the device counts them. */
function Keys({
  device,
  labels,
  litKey,
  onPress,
}: {
  readonly device: 'pad' | 'evaluator'
  readonly labels: readonly Term[]
  readonly litKey: number | null
  readonly onPress: (key: number) => void
}) {
  const say = useTerm()
  return (
    <div className="device-keys" data-device={device}>
      {labels.map((label, index) => (
        <button
          key={label.zh}
          type="button"
          className="device-key"
          data-testid={`${device}-key-${index + 1}`}
          data-lit={litKey === index + 1}
          onClick={() => onPress(index + 1)}
        >
          {say(label)}
        </button>
      ))}
    </div>
  )
}

/** The call pad of counter 1: its little display and six keys. */
export function PadPanel({
  state,
  send,
}: {
  readonly state: DockState['pad']
  readonly send: (command: DockCommand) => void
}) {
  const text = useText(dockWords)
  return (
    <Panel name="pad" title={text.pad} side={<span className="device-place">{text.counterOne}</span>}>
      <p className="device-display" data-testid="pad-text" data-idle={state.text === ''}>
        <b>{state.text === '' ? text.padBlank : state.text}</b>
        <span>{state.waiting ? text.padWaiting : text.beeps(state.beeps)}</span>
      </p>
      <Keys
        device="pad"
        labels={padKeyTerms}
        litKey={null}
        onPress={(key) => send({ type: 'pad-key', key })}
      />
      <FaultChoice
        device="pad"
        fault={state.fault}
        faults={state.faults}
        onChoose={(fault) => send({ type: 'pad-fault', fault })}
      />
    </Panel>
  )
}

/** The evaluator of counter 1: what it asks and its five keys. */
export function EvaluatorPanel({
  state,
  send,
}: {
  readonly state: DockState['evaluator']
  readonly send: (command: DockCommand) => void
}) {
  const text = useText(dockWords)
  return (
    <Panel
      name="evaluator"
      title={text.evaluator}
      side={<span className="device-place">{text.counterOne}</span>}
    >
      <p className="device-display" data-testid="evaluator-asks" data-idle={!state.asking}>
        <b>{state.asking ? text.evaluatorAsks : text.evaluatorRests}</b>
      </p>
      <Keys
        device="evaluator"
        labels={evaluatorKeyTerms}
        litKey={state.litKey}
        onPress={(key) => send({ type: 'evaluator-key', key })}
      />
      <FaultChoice
        device="evaluator"
        fault={state.fault}
        faults={state.faults}
        onChoose={(fault) => send({ type: 'evaluator-fault', fault })}
      />
    </Panel>
  )
}
