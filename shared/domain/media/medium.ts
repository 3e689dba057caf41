import type { DaySpan } from '../announcer_rules.ts'
import type { Bilingual } from '../catalogue.ts'

/** How a medium is shown: a picture for a while, a video to its end, a text as a card. */
export type MediumKind = 'picture' | 'video' | 'text'

/** What comes first (domain rules 5): 紧急通知, then what the city, the district and the centre itself want shown. */
export type MediumPriority = 'urgent' | 'city' | 'district' | 'own'

/** Longest text that is shown as a card, bytes. */
export const largestText = 16 * 1_024

/** Something the screens of a centre show (S17, S18). Its file is known by its hash and lies beside the log. */
export interface Medium {
  /** The city's own id for what came from there: the play log goes up under it. */
  readonly id: string
  readonly title: Bilingual
  readonly kind: MediumKind
  readonly bytes: number
  /** Of the file, hexadecimal: another file is never shown. */
  readonly sha256: string
  readonly priority: MediumPriority
  /** ms since the epoch. */
  readonly validFrom: number
  /** ms since the epoch; null: until it is removed. */
  readonly validUntil: number | null
  /** Shown in this stretch of each day only; null: all day. */
  readonly daily: DaySpan | null
  /** Place among those of the same priority, smallest first. */
  readonly order: number
  readonly enabled: boolean
}

/** Where boards show media: not at all, beside the calls, or large with the newest call above them. */
export type SignagePlace = 'off' | 'beside' | 'full'

/** How a centre shows its media; a screen opened as the signage player always shows them large. */
export interface SignageRules {
  readonly board: SignagePlace
  /** How long a picture or a text stands. */
  readonly pictureSeconds: number
}

/** Beside the calls, ten seconds each. */
export const usualSignage: SignageRules = { board: 'beside', pictureSeconds: 10 }

/** How often a medium was shown on one screen on one day, as it has gone up last. */
export interface PlayRecord {
  /** Of the document at the city. */
  readonly id: string
  readonly version: number
  readonly plays: number
  readonly seconds: number
}

/** What a screen has shown since it last told. */
export interface PlayReport {
  readonly mediumId: string
  /** 'YYYY-MM-DD' in the centre's zone. */
  readonly day: string
  readonly plays: number
  readonly seconds: number
}
