import { localMoment, minuteOf } from '../hours.ts'
import type { Medium, MediumPriority } from './medium.ts'

const rank: Readonly<Record<MediumPriority, number>> = { urgent: 0, city: 1, district: 2, own: 3 }

const inOrder = (a: Medium, b: Medium) =>
  rank[a.priority] - rank[b.priority] || a.order - b.order || (a.id < b.id ? -1 : 1)

/** All media in the order in which they are shown: by priority, then as they are listed. */
export const mediaInOrder = (media: Iterable<Medium>): readonly Medium[] => [...media].sort(inOrder)

const isOver = ({ validUntil }: Medium, now: number) => validUntil !== null && validUntil <= now

/** Whether a moment is in its stretch of the day: past midnight when `to` is not later than `from`. */
function isInDaily({ daily }: Medium, now: number, zoneMinutes: number): boolean {
  if (daily === null) return true
  const { minute } = localMoment(now, zoneMinutes)
  const [from, to] = [minuteOf(daily.from), minuteOf(daily.to)]
  return from < to ? minute >= from && minute < to : minute >= from || minute < to
}

/** Media that a screen must have at hand: all that are shown now or may be later, the most needed first. */
export const mediaAhead = (media: Iterable<Medium>, now: number): readonly Medium[] =>
  mediaInOrder(media).filter((medium) => medium.enabled && !isOver(medium, now))

/**
 * What is shown at a moment (ms since the epoch), in order. While something urgent is shown nothing else is (紧急插播):
 * the rest comes back by itself when that is over.
 */
export function playingNow(media: Iterable<Medium>, now: number, zoneMinutes: number): readonly Medium[] {
  const due = mediaAhead(media, now).filter(
    (medium) => medium.validFrom <= now && isInDaily(medium, now, zoneMinutes),
  )
  const urgent = due.filter(({ priority }) => priority === 'urgent')
  return urgent.length > 0 ? urgent : due
}
