import type { Command } from '#domain'
import type { WireCommand } from '#protocol'
import type { SealedField } from '../../store/event_store.ts'

/** A wire command that is one command; a merge is many. */
export type SingleCommand = Exclude<WireCommand, { name: 'merge-offline' }>

/** The wire command of a name. */
export type Wire<Name extends SingleCommand['name']> = Extract<SingleCommand, { name: Name }>

/** A wire command as the rules take it, with the vault rows that go with it. */
export interface Translated {
  readonly command: Command
  readonly sealed: readonly SealedField[]
}

/** A command that brings nothing for the vault. */
export const bare = (command: Command): Translated => ({ command, sealed: [] })
