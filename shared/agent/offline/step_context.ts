import type { Actor, CentreState, Context } from '#domain'
import { estimateNew } from '#domain'
import type { KeptStep } from './outbox.ts'

/** What deciding a step on this machine needs. */
export interface StepWorld {
  /** This machine's picture of the centre. */
  readonly centre: CentreState
  /** Revision of the log the picture began from: what is later was done here. */
  readonly since: number
  readonly deviceId: string
  readonly counterId: string | null
  /** Whose session acts; null for the machine itself. */
  readonly staffId: string | null
  /** The hub's time as far as it is known, ms since the epoch. */
  readonly now: number
  newId(): string
  /** Whether it is sure of what `given` says. */
  readonly knowsGiven: boolean
  /** Numbers this machine has given today. */
  given(day: string): ReadonlySet<string>
  /** Seals personal data to the hub; null while its key is not known: then it is not kept. */
  seal(fields: Readonly<Record<string, string>>): string | null
  /** Names a person on this machine, for this run only: two numbers for one are noticed, nobody can be found. */
  nameOf(idNumber: string): string
}

/** A step decided: what to keep, and the number it gave out. */
export interface DecidedStep {
  readonly steps: readonly KeptStep[]
  readonly number: string | null
}

/** The context in which a machine decides for itself. */
export const contextOf = (world: StepWorld, actor: Actor): Context => ({
  now: world.now,
  freshId: world.newId(),
  actor,
  estimate: (serviceId, priority, booked) =>
    estimateNew(world.centre, serviceId, priority, world.now, booked),
})
