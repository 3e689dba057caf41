import './signs.css'
import { useCentre } from '#client'
import type { DockCommand, DockState } from '#protocol'
import { termText, useLocale, useText } from '#ui'
import { dockWords } from './dock_words.ts'
import { DotSign } from './dot_sign.tsx'
import { FaultChoice } from './fault_choice.tsx'
import { Panel } from './panel.tsx'

/** Every counter sign of the line, with the counter it hangs over. */
export function Signs({
  state,
  send,
}: {
  readonly state: DockState['signs']
  readonly send: (command: DockCommand) => void
}) {
  const text = useText(dockWords)
  const locale = useLocale()
  const names = useCentre(
    ({ counters }) => new Map([...counters.values()].map(({ signAddress, name }) => [signAddress, name])),
  )
  return (
    <Panel name="signs" title={text.signs}>
      {state.list.length === 0 && <p className="none">{text.noSigns}</p>}
      <ul className="signs">
        {state.list.map((sign) => {
          const name = names.get(sign.address)
          return (
            <li key={sign.address} data-testid={`sign-${sign.address}`} data-text={sign.text}>
              <p className="sign-name">
                <b>{name === undefined ? text.signOf(sign.address) : termText(name, locale)}</b>
                <span>{text.address(sign.address)}</span>
              </p>
              <div className="sign-case">
                <DotSign dots={sign.dots} label={sign.text} />
              </div>
            </li>
          )
        })}
      </ul>
      <FaultChoice
        device="sign"
        fault={state.fault}
        faults={state.faults}
        onChoose={(fault) => send({ type: 'sign-fault', fault })}
      />
    </Panel>
  )
}
