import type { CityLink } from '#protocol'
import { unstarted } from './desk.ts'

/** How a link stands, shared by its pace and its rounds. */
export interface LinkState {
  /** As it is shown, but for what the log says. */
  readonly seen: CityLink
  isPaused: boolean
  isClosed: boolean
  /** Changes what is shown. */
  look(patch: Partial<CityLink>): void
}

/** The state of a link that is about to start. */
export function freshState(): LinkState {
  let seen: CityLink = { ...unstarted(0), state: 'idle' }
  return {
    get seen() {
      return seen
    },
    isPaused: false,
    isClosed: false,
    look(patch) {
      seen = { ...seen, ...patch }
    },
  }
}
