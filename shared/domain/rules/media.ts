import { ok, type Result } from '#basics'
import { canonicalJson } from '../canonical_json.ts'
import type { Command, Context } from '../commands.ts'
import { type DomainEvent, event } from '../events.ts'
import { playKey } from '../fold/media.ts'
import { localMoment } from '../hours.ts'
import { largestText } from '../media/medium.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { CentreState } from '../state.ts'

type Decision = Result<DomainEvent[], Refusal>
type Of<T extends Command['type']> = Extract<Command, { type: T }>

/** More than any centre shows; every screen's mirror has them. */
const mostMedia = 200
const dayMs = 24 * 60 * 60_000

/** Saves a medium; what its file is never changes: another file is another medium. */
export function saveMedium(state: CentreState, { medium }: Of<'save-medium'>): Decision {
  const before = state.media.get(medium.id)
  if (medium.validUntil !== null && medium.validUntil <= medium.validFrom)
    return refuse('invalid', { field: 'validUntil' })
  if (medium.kind === 'text' && medium.bytes > largestText) return refuse('too-large')
  if (before === undefined)
    return state.media.size < mostMedia ? ok([event('MediumSaved', { medium })]) : refuse('too-large')
  if (before.sha256 !== medium.sha256 || before.bytes !== medium.bytes || before.kind !== medium.kind)
    return refuse('invalid', { field: 'sha256' })
  return ok(canonicalJson(before) === canonicalJson(medium) ? [] : [event('MediumSaved', { medium })])
}

/** Takes a medium out of the list; what was shown of it stays in the play log. */
export function removeMedium(
  state: CentreState,
  { mediumId }: Of<'remove-medium'>,
  { actor }: Context,
): Decision {
  if (!state.media.has(mediumId)) return refuse('not-found')
  const staffId = actor.kind === 'staff' ? actor.staffId : null
  return ok([event('MediumRemoved', { mediumId, staffId })])
}

/**
 * Adds what a screen has shown to its play log (S18): one document a medium, screen and day, whose version grows. A
 * medium may be gone by then; a day that is not yet may not have been played.
 */
export function reportPlays(
  state: CentreState,
  { report }: Of<'report-plays'>,
  { actor, freshId, now }: Context,
): Decision {
  if (actor.kind !== 'device') return refuse('forbidden')
  const { mediumId, day, plays, seconds } = report
  if (day > localMoment(now + dayMs, state.policy.zoneMinutes).date)
    return refuse('invalid', { field: 'day' })
  const before = state.plays.get(playKey(day, actor.deviceId, mediumId))
  return ok([
    event('MediumPlayed', {
      id: before?.id ?? freshId,
      version: (before?.version ?? 0) + 1,
      mediaId: mediumId,
      screen: actor.deviceId,
      day,
      plays: (before?.plays ?? 0) + plays,
      seconds: (before?.seconds ?? 0) + seconds,
    }),
  ])
}
