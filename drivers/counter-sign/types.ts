import type { Clock } from '#basics'
import type { LineMaster } from '../line/master.ts'
import type { DeviceStatus, Transport } from '../transport/types.ts'
import type { SignOrder, SignProtocol } from './protocol.ts'

/** Why a counter sign is faulted: it kept silent, or it answered that it could not. */
export type SignReason = 'no-answer' | 'nack'

/** How one sign is; its counters of bytes and reconnects are those of the line it shares. */
export type SignStatus = DeviceStatus<SignReason>

/**
 * How an answer is recognised. `onbon`: a valid frame from the sign asked, whose error byte counts
 * (the positive answer is published; the negative one is inferred, see readAnswer). `any-frame`: any
 * valid frame at all, for cards that put something else into it. `none`: never wait; such a sign counts
 * as ready once the bytes left.
 */
export type AckRule = 'onbon' | 'any-frame' | 'none'

/** Named times of a sign line, ms: the protocol publishes none, so these are ours. */
export const signDelays = {
  /** Longest wait for an answer after the question has left. */
  answer: 300,
  /** Silence between the end of one exchange and the next frame (RS-485 turns round). */
  gap: 20,
  /** A sign that was not written to for this long is written again; signs forget on power loss. */
  refresh: 45_000,
  /** A silent sign is tried again after this long, once, so that it does not hold up the others. */
  probe: 5_000,
  /** A flashing text goes off and on at this pace … */
  flashStep: 500,
  /** … for this long, then stands (the queue rule for calls). */
  flash: 3_000,
} as const

/** What a line of signs needs. */
export interface SignLineOptions {
  readonly transport: Transport
  readonly clock: Clock
  /** Screen numbers on the line; for BX-5K/6K cards 1 to 65533. */
  readonly addresses: readonly number[]
  /** How the signs are spoken to: BX-5K/6K cards unless said otherwise. */
  readonly protocol?: SignProtocol
  /** The rate the transport runs at, 57600 unless said otherwise: frames take their time on the wire. */
  readonly baudRate?: number
  /** Told whenever the state or reason of a sign changes. */
  readonly onStatus: (address: number, status: SignStatus) => void
}

/** What showing a text came to, before any byte is sent. */
export interface Shown {
  /** What the sign will show after replacements. */
  readonly text: string
  readonly mode: 'static' | 'left'
  /** Characters GBK cannot carry, replaced. */
  readonly lost: readonly string[]
}

/** How an order to one sign ended. */
export type SignOrderEnd = 'ack' | SignReason | 'line-down' | 'unknown'

/** Signs as members of a line that others use as well (call pads). */
export interface SignMembers extends SignLine {
  /** The line came up: every sign is written anew. */
  lineUp(): void
  lineDown(): void
}

/** What signs on a shared line need. */
export interface SignMembersOptions extends Pick<SignLineOptions, 'clock' | 'addresses' | 'onStatus'> {
  readonly line: LineMaster
  readonly protocol: SignProtocol
}

/** The one master of an RS-485 line of counter signs. */
export interface SignLine {
  /** Wants a text on a sign; a text not yet sent is replaced by it. Null: there is no such address. */
  show(address: number, text: string, options?: { readonly flash?: boolean }): Shown | null
  /** Wants one text on all signs: one broadcast nobody answers, then a confirmed write to each. */
  showAll(text: string): Shown
  /** Gives one sign an order and tells how that ended; 'unknown' for another address or an order it has not. */
  order(address: number, order: SignOrder): Promise<SignOrderEnd>
  /** Gives all signs an order nobody answers; false where the protocol has no such address. */
  orderAll(order: SignOrder): boolean
  status(): ReadonlyMap<number, SignStatus>
  close(): Promise<void>
}
