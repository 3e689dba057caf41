import type { Clock, Timer } from '#basics'
import type { FittedText } from './fitter.ts'
import type { SignProtocol } from './protocol.ts'
import type { SignReason, SignStatus } from './types.ts'

/** What the master remembers of one sign. */
export interface Sign {
  readonly address: number
  wanted: FittedText | null
  /** Texts wanted so far: tells an answer to an outdated text. */
  version: number
  flashUntil: number
  /** Whether what was last sent is visible; a flashing text alternates. */
  lit: boolean
  /** Waiting to be sent; changes go before refreshes. */
  pending: 'change' | 'refresh' | null
  timer: Timer | null
  state: SignStatus['state']
  reason: SignReason | null
  since: number
}

/** A sign nothing is known of yet. */
export const newSign = (address: number, clock: Clock): Sign => ({
  address,
  wanted: null,
  version: 0,
  flashUntil: 0,
  lit: false,
  pending: null,
  timer: null,
  state: 'connecting',
  reason: null,
  since: clock.now(),
})

/** Bytes of the next exchange with a sign: its text, or a ping while it has none; null: nothing can be asked. */
export function nextFrame(sign: Sign, protocol: SignProtocol, now: number): Uint8Array | null {
  if (sign.wanted === null) return protocol.order(sign.address, 'ping', new Date(now))
  sign.lit = now >= sign.flashUntil || !sign.lit
  return protocol.show(sign.address, sign.wanted, sign.lit)
}
