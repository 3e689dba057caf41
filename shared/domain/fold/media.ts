import type { EventType } from '../events.ts'
import { dayAfter } from '../hours.ts'
import type { CentreState } from '../state.ts'
import type { Appliers } from './parts.ts'

/** A screen that was off tells of its last days; told of later, plays make a document of their own. */
const playDaysKept = 7

/** Under what a state keeps the play log of a medium on a screen on a day; sorted by day. */
export const playKey = (day: string, screen: string, mediumId: string): string =>
  `${day} ${screen} ${mediumId}`

/** Forgets the play log of days that are told of no more. */
export function forgetOldPlays(state: CentreState, businessDay: string): void {
  const oldest = dayAfter(businessDay, -playDaysKept).date
  for (const key of state.plays.keys()) if (key.slice(0, oldest.length) < oldest) state.plays.delete(key)
}

/** What the events about media do. */
export const mediaAppliers = {
  MediumSaved: (state, { medium }) => void state.media.set(medium.id, medium),
  MediumRemoved: (state, { mediumId }) => void state.media.delete(mediumId),
  MediumPlayed: (state, { id, version, mediaId, screen, day, plays, seconds }) =>
    void state.plays.set(playKey(day, screen, mediaId), { id, version, plays, seconds }),
} satisfies Partial<Appliers<EventType>>
