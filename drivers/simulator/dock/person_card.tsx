import './person_card.css'
import type { DockPerson } from '#protocol'
import { useTerm, useText } from '#ui'
import { cardTerms, namedBy } from './device_words.ts'
import { dockWords } from './dock_words.ts'

/** A fictional identity card, about as it looks, with a silhouette where a face would be. */
export function PersonCard({ person }: { readonly person: DockPerson }) {
  const text = useText(dockWords)
  const say = useTerm()
  return (
    <span className="person-card" data-kind={person.kind.split('-')[0]}>
      <span className="person-text">
        <b>{person.name}</b>
        <span>{text.years(person.age)}</span>
        <span className="person-note">{person.note}</span>
      </span>
      <svg className="person-photo" viewBox="0 0 40 50" aria-hidden="true" data-sex={person.sex}>
        <rect width="40" height="50" rx="3" />
        {person.sex === 'female' && <path className="person-hair" d="M9 34V19a11 11 0 0 1 22 0v15z" />}
        <circle cx="20" cy="20" r="8.5" />
        <path d="M4 50c0-11 7-17 16-17s16 6 16 17z" />
      </svg>
      <span className="person-kind">{say(namedBy(cardTerms, person.kind))}</span>
      <span className="person-mark">{text.invented}</span>
    </span>
  )
}
