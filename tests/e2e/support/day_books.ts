import { type DayBooks, type DayPaper, papersOf, type Told } from '../../support/day_account.ts'
import type { Demo } from './demo.ts'
import type { DockHand } from './dock_hand.ts'
import { ask, command } from './hub_api.ts'

/** The hub's whole log, as a device of the centre reads it. */
export async function logOf(demo: Demo): Promise<readonly Told[]> {
  const events: Told[] = []
  for (let after = 0; ; ) {
    const { body } = await ask(demo, demo.token('kiosk-1'), 'GET', `/events?after=${after}&limit=1000`)
    const page = body.events as readonly (Told & { readonly revision: number })[]
    const last = page.at(-1)
    if (last === undefined) return events
    events.push(...page)
    after = last.revision
  }
}

/** The id of a number by the log, or null for a number that is not in it. */
export const idOf = (events: readonly Told[], number: string): string | null =>
  events.find(({ type, data }) => type === 'TicketIssued' && data.number === number)?.data.ticketId ?? null

/** What came out of the dock's printer. */
export const papersIn = (dock: DockHand): readonly DayPaper[] =>
  dock.papers().map(({ lines, complete }) => ({ lines, whole: complete }))

const stateOf = async (demo: Demo, ticketId: string) =>
  String((await ask(demo, null, 'GET', `/tickets/${ticketId}`)).body.state ?? '')

/** Says as the guide what became of a number's paper, where nobody has yet. */
async function settle(demo: Demo, ticketId: string, printed: 'confirmed' | 'by-hand') {
  if ((await stateOf(demo, ticketId)) !== 'ISSUING') return
  await command(demo, demo.token('guide-1'), `/tickets/${ticketId}/print-result`, { printed })
}

/** Whether the guide finds a whole paper of a number in the slot; then it is the visitor's, and counts. */
export async function guideFindsPaper(demo: Demo, dock: DockHand, number: string): Promise<boolean> {
  if (!papersOf(papersIn(dock), number).some(({ whole }) => whole)) return false
  const ticketId = idOf(await logOf(demo), number)
  if (ticketId !== null) await settle(demo, ticketId, 'confirmed')
  return true
}

/** Writes a number by hand, where no paper was to be had. */
export async function guideWrites(demo: Demo, number: string): Promise<void> {
  const ticketId = idOf(await logOf(demo), number)
  if (ticketId !== null) await settle(demo, ticketId, 'by-hand')
}

/** The day's books once it is over, for the numbers that visitors went away with. */
export async function booksOf(demo: Demo, dock: DockHand, numbers: readonly string[]): Promise<DayBooks> {
  const events = await logOf(demo)
  const pressed = numbers.map((number) => ({ number, ticketId: idOf(events, number) ?? `none of ${number}` }))
  const states = new Map<string, string>()
  for (const { ticketId } of pressed) states.set(ticketId, await stateOf(demo, ticketId))
  return { pressed, events, papers: papersIn(dock), stateOf: (ticketId) => states.get(ticketId) ?? null }
}
