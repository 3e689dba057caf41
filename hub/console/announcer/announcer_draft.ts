import type { AnnouncerRules, DaySpan } from '#domain'

/** A share as a person chooses it: '90%'. */
export type Percent = `${number}%`

/** The rules of the voice as they are edited: volumes in percent. */
export interface AnnouncerDraft extends Omit<AnnouncerRules, 'volume' | 'volumes'> {
  readonly volume: Percent
  readonly volumes: readonly (DaySpan & { readonly volume: Percent })[]
}

/** The volumes offered, loudest first. */
export const percents = Array.from({ length: 11 }, (_, step): Percent => `${100 - step * 10}%`)

const percentOf = (share: number): Percent => `${Math.round(share * 100)}%`
const shareOf = (percent: Percent): number => Number(percent.slice(0, -1)) / 100

/** The rules as a draft. */
export const draftOf = (rules: AnnouncerRules): AnnouncerDraft => ({
  ...rules,
  volume: percentOf(rules.volume),
  volumes: rules.volumes.map((span) => ({ ...span, volume: percentOf(span.volume) })),
})

/** A draft as rules. */
export const rulesOf = (draft: AnnouncerDraft): AnnouncerRules => ({
  ...draft,
  volume: shareOf(draft.volume),
  volumes: draft.volumes.map((span) => ({ ...span, volume: shareOf(span.volume) })),
})
