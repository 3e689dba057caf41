import { type Term, term, ticketStateTerms } from '#ui'

const states: Readonly<Record<string, Term | undefined>> = ticketStateTerms

/** The words for a ticket's state; a state of a later version stays as it came. */
export const stateTerm = (state: string): Term => states[state] ?? term(state, state)

/** How a state is marked beside its word. */
export function stateTone(state: string): 'now' | 'wait' | 'done' | 'lost' {
  if (state === 'CALLED' || state === 'SERVING') return 'now'
  if (state === 'DONE') return 'done'
  return ['ISSUING', 'WAITING', 'HELD'].includes(state) ? 'wait' : 'lost'
}
