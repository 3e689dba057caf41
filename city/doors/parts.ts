import type { Clock } from '#basics'
import type { Exchange } from '../exchange.ts'
import type { Registry } from '../registry.ts'
import type { CityDatabase } from '../store/database.ts'

/** What the city's doors work with. */
export interface CityParts {
  readonly database: CityDatabase
  readonly registry: Registry
  readonly exchange: Exchange
  readonly clock: Clock
  /** Who may publish; null closes that door. */
  readonly bureauToken: string | null
  /** Key under which people are recognised without their number being kept. */
  readonly personKey: Buffer
  newId(): string
  /** Says what went wrong, without personal data. */
  log(sentence: string): void
}
