import './printer.css'
import { CircleAlert, CircleCheck } from 'lucide-react'
import { useState } from 'react'
import type { DockCommand, DockPaper, DockState } from '#protocol'
import { clockText, SvgDocument, useTerm, useText } from '#ui'
import { namedBy, switchTerms } from './device_words.ts'
import { dockWords } from './dock_words.ts'
import { Panel } from './panel.tsx'

function Paper({ paper, index, isFresh }: { paper: DockPaper; index: number; isFresh: boolean }) {
  const text = useText(dockWords)
  const Icon = paper.complete ? CircleCheck : CircleAlert
  return (
    <li className="paper" data-testid={`paper-${index}`} data-complete={paper.complete} data-fresh={isFresh}>
      <div className="paper-sheet">
        <SvgDocument svg={paper.svg} label={paper.lines.join('\n')} />
      </div>
      <p className="paper-note">
        <b>{paper.number ?? '—'}</b>
        <time>{clockText(Date.parse(paper.at))}</time>
        <span className="paper-state">
          <Icon aria-hidden />
          {paper.complete ? text.complete : text.torn}
        </span>
      </p>
    </li>
  )
}

function Switches({ state, send }: { state: DockState['printer']; send: (command: DockCommand) => void }) {
  const say = useTerm()
  const text = useText(dockWords)
  return (
    <fieldset className="switches">
      <legend>{text.switches}</legend>
      {Object.entries(state.switches).map(([name, on]) => (
        <button
          key={name}
          type="button"
          role="switch"
          className="switch"
          aria-checked={on}
          data-testid={`printer-switch-${name}`}
          onClick={() => send({ type: 'printer-switch', name, on: !on })}
        >
          <span className="switch-track" aria-hidden />
          {say(namedBy(switchTerms, name))}
        </button>
      ))}
    </fieldset>
  )
}

/** The printer, the tickets that came out of it, newest under the slot, and what may be wrong with it. */
export function Printer({
  state,
  send,
}: {
  readonly state: DockState['printer']
  readonly send: (command: DockCommand) => void
}) {
  const text = useText(dockWords)
  const [firstSeen] = useState(() => state.papers[0]?.id ?? null)
  const isTroubled = Object.values(state.switches).some((on) => on)
  return (
    <Panel
      name="printer"
      title={text.printer}
      side={
        <button
          type="button"
          className="quiet-button"
          data-testid="clear-papers"
          disabled={state.papers.length === 0}
          onClick={() => send({ type: 'clear-papers' })}
        >
          {text.clear}
        </button>
      }
    >
      <div className="printer-body" data-trouble={isTroubled}>
        <span className="printer-lamp" aria-hidden />
        <span className="printer-state">{isTroubled ? text.attention : text.ready}</span>
        <span className="printer-slot" aria-hidden />
      </div>
      {state.papers.length === 0 ? (
        <div className="paper-none">
          <p>{text.noPaper}</p>
          <p>{text.noPaperBody}</p>
        </div>
      ) : (
        <ol className="papers">
          {state.papers.map((paper, index) => (
            <Paper
              key={paper.id}
              paper={paper}
              index={index}
              isFresh={index === 0 && paper.id !== firstSeen}
            />
          ))}
        </ol>
      )}
      <Switches state={state} send={send} />
    </Panel>
  )
}
