import type { CentreState } from '../state.ts'
import type { Ticket } from '../ticket.ts'

/** Far more than a centre has open at a time; a matter is forgotten when so many newer ones have been served. */
const mattersKept = 5_000

/** Notes who has served a side of a matter; `side` null: recused from it whole. */
export function noteContact(
  state: CentreState,
  { party }: Ticket,
  staffId: string,
  revision: number,
  side: string | null,
): void {
  if (party === undefined) return
  const known = state.matters.get(party.matterRef) ?? []
  // Put at the end again: those at the front are the longest untouched.
  state.matters.delete(party.matterRef)
  state.matters.set(party.matterRef, [...known, { staffId, side, revision }])
  const [oldest] = state.matters.keys()
  if (state.matters.size > mattersKept && oldest !== undefined) state.matters.delete(oldest)
}

/** Forgets what a step that was taken back had noted. */
export function forgetContact(state: CentreState, { party }: Ticket, revision: number): void {
  const known = state.matters.get(party?.matterRef ?? '')
  if (party === undefined || known === undefined) return
  const left = known.filter((contact) => contact.revision !== revision)
  if (left.length === 0) state.matters.delete(party.matterRef)
  else state.matters.set(party.matterRef, left)
}
