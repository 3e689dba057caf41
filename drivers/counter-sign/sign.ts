import type { Clock, Timer } from '#basics'
import { displayModes, plainCommand, replyWanted, showArea } from './commands.ts'
import { type FittedText, signDots } from './fitter.ts'
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

const blank = new Uint8Array(signDots.width / 8).fill(0x20)

/** Data that shows a fitted text (or, not `lit`, darkness) over a whole sign. */
export const wholeSign = (fitted: FittedText, lit: boolean, reply: number): Uint8Array =>
  showArea(
    {
      width: signDots.width / 8,
      height: signDots.height,
      id: 1,
      mode: displayModes[lit ? fitted.mode : 'static'],
      speed: fitted.mode === 'left' ? 4 : 0,
      text: lit ? fitted.bytes : blank,
    },
    reply,
  )

/** Data for the next exchange with a sign: its text, or a ping while it has none. */
export function nextData(sign: Sign, now: number): Uint8Array {
  if (sign.wanted === null) return plainCommand('ping', replyWanted.yes)
  sign.lit = now >= sign.flashUntil || !sign.lit
  return wholeSign(sign.wanted, sign.lit, replyWanted.yes)
}
