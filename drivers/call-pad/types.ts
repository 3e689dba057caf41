import type { Clock } from '#basics'
import type { LineMaster } from '../line/master.ts'
import type { Template, Values } from '../template/index.ts'
import type { DeviceStatus } from '../transport/types.ts'

/** What a key of a call pad means. */
export const padActions = ['next', 'recall', 'arrive', 'finish', 'absent', 'pause'] as const
/** What a key of a call pad asks for. */
export type PadAction = (typeof padActions)[number]

/** The action a name stands for, or null. */
export const padActionOf = (name: string | undefined): PadAction | null =>
  padActions.find((action) => action === name) ?? null

/** How one pad is. */
export type PadStatus = DeviceStatus<'no-answer'>

/** Named times of call pads, ms. */
export const padDelays = {
  /** A pad is asked again this long after its last answer. */
  poll: 100,
  /** One that missed two questions is asked this often until it answers or counts as silent. */
  doubtful: 500,
  /** A silent pad is asked this often, so that it does not hold up the others. */
  silent: 2_000,
} as const

/** Pads as members of a line that others use as well. */
export interface PadMembers {
  /** Sends an operation of the template to a pad (`show`, `beep`); what the template has not is left out. */
  send(address: number, operation: string, values?: Values): void
  status(): ReadonlyMap<number, PadStatus>
  lineUp(): void
  lineDown(): void
  close(): void
}

/** What pads on a line need and whom they tell. */
export interface PadMembersOptions {
  readonly line: LineMaster
  readonly clock: Clock
  /** Needs the operation `poll` and the reply `key` with the field `key`; `serial` makes keys safe against loss. */
  readonly template: Template
  readonly addresses: readonly number[]
  readonly onPress: (address: number, action: PadAction) => void
  readonly onStatus: (address: number, status: PadStatus) => void
}
