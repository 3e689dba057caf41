import type { Clock } from '#basics'
import type { Access } from '../access/access.ts'
import type { RateLimit } from '../access/rate_limit.ts'
import type { Centre } from '../core/centre.ts'
import type { BrowserPlays } from '../media/browser_plays.ts'
import type { MediaDesk } from '../media/media_desk.ts'
import type { StaffingDesk } from '../staffing/staffing_desk.ts'
import type { EventStore } from '../store/event_store.ts'
import type { CitySetup } from '../sync/city_setup.ts'
import type { CityDesk } from '../sync/desk.ts'
import type { Vault } from '../vault/vault.ts'
import type { DemoPages } from './demo_pages.ts'
import type { CounterBoard } from './device_counters.ts'
import type { Metrics } from './metrics.ts'
import type { Presence } from './presence.ts'
import type { Upkeep } from './upkeep.ts'

/** What is logged, and never more: names of things that happened, no bodies, tokens or persons. */
export interface HubLog {
  info(fields: Readonly<Record<string, unknown>>, sentence: string): void
  warn(fields: Readonly<Record<string, unknown>>, sentence: string): void
  error(fields: Readonly<Record<string, unknown>>, sentence: string): void
}

/** How much each sender may ask. */
export interface Limits {
  /** Everything a verified device or person sends. */
  readonly sender: RateLimit
  /** Everything from one address. */
  readonly address: RateLimit
  /** Log-ins and pairings from one address. */
  readonly entry: RateLimit
  /** Tokens that are not valid, from one address. */
  readonly strangers: RateLimit
}

/** The running parts of a hub that its doors work with. */
export interface HubParts {
  readonly centre: Centre
  readonly store: EventStore
  readonly access: Access
  readonly vault: Vault
  /** Answers what comes of another staffing. */
  readonly staffing: StaffingDesk
  /** The files of the centre's media. */
  readonly media: MediaDesk
  readonly browserPlays: BrowserPlays
  readonly clock: Clock
  /** Time of the wires: heartbeats and rate limits, real even where the centre's clock is simulated. */
  readonly wireClock: Clock
  newId(): string
  readonly limits: Limits
  readonly metrics: Metrics
  readonly deviceCounters: CounterBoard
  readonly presence: Presence
  readonly log: HubLog
  readonly demo: DemoPages | null
  readonly upkeep: Upkeep
  /** The link to the city: how it stands, and what a person can do about it. */
  city(): CityDesk
  /** Connects the centre to its city; null where the hub's program offers no way. */
  citySetup(): CitySetup | null
}
