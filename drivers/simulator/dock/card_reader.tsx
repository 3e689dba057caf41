import './card_reader.css'
import type { DockCommand, DockState } from '#protocol'
import { useText } from '#ui'
import { dockWords } from './dock_words.ts'
import { FaultChoice } from './fault_choice.tsx'
import { Panel } from './panel.tsx'
import { PersonCard } from './person_card.tsx'

/** The reader with whatever card lies on it, and the people whose cards can be put there. */
export function CardReader({
  state,
  send,
}: {
  readonly state: DockState
  readonly send: (command: DockCommand) => void
}) {
  const text = useText(dockWords)
  const { people, reader } = state
  const placed = people.find((person) => person.id === reader.personId) ?? null
  return (
    <Panel name="reader" title={text.reader}>
      <div className="reader-body" data-on={placed !== null} data-fault={reader.fault !== 'none'}>
        <span className="reader-lamp" aria-hidden />
        <div className="reader-field">
          {placed === null ? (
            <p className="reader-hint">{text.readerEmpty}</p>
          ) : (
            <div key={placed.id} className="reader-card">
              <PersonCard person={placed} />
            </div>
          )}
        </div>
        <button
          type="button"
          className="reader-lift"
          data-testid="lift-card"
          disabled={placed === null}
          onClick={() => send({ type: 'lift-card' })}
        >
          {text.lift}
        </button>
      </div>
      <h3 className="panel-sub">{text.people}</h3>
      <ul className="people">
        {people.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              className="person"
              data-testid={`person-${person.id}`}
              aria-pressed={person.id === reader.personId}
              onClick={() => send({ type: 'place-card', personId: person.id })}
            >
              <PersonCard person={person} />
            </button>
          </li>
        ))}
      </ul>
      <FaultChoice
        device="reader"
        fault={reader.fault}
        faults={reader.faults}
        onChoose={(fault) => send({ type: 'reader-fault', fault })}
      />
    </Panel>
  )
}
