import type { Heard } from '../line/types.ts'
import {
  broadcastAddress,
  type DeviceType,
  encodeFrame,
  type Frame,
  frameDecoder,
  hostAddress,
} from './codec.ts'
import { clockCommand, displayModes, plainCommand, readAnswer, replyWanted, showArea } from './commands.ts'
import { type FittedText, fitText, signDots } from './fitter.ts'
import type { SignAnswer, SignOrder, SignProtocol } from './protocol.ts'
import { type AckRule, signDelays } from './types.ts'

const blank = new Uint8Array(signDots.width / 8).fill(0x20)

/** Data that shows a fitted text (or, not `lit`, darkness) over a whole sign. */
const wholeSign = (fitted: FittedText, lit: boolean, reply: number): Uint8Array =>
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

const orderData = (order: SignOrder, reply: number, now: Date): Uint8Array =>
  order === 'set-clock' ? clockCommand(now, reply) : plainCommand(order, reply)

function heardIn(frame: Frame, address: number, ack: AckRule): Heard<SignAnswer> {
  if (ack === 'any-frame') return { kind: 'answer', value: 'ack' }
  const isFrom = frame.source === address || frame.source === broadcastAddress
  const answer = readAnswer(frame.data)
  if (frame.destination !== hostAddress || !isFrom || answer.kind === 'other') return { kind: 'stray' }
  return { kind: 'answer', value: answer.kind }
}

/**
 * Onbon BX-5K/6K character cards of 64×16 dots. One sign is always told to answer (01); all signs at once
 * (any-address FFFE) never (02): they would talk over each other.
 */
export function onbonSigns(
  options: { readonly ack?: AckRule; readonly deviceType?: DeviceType } = {},
): SignProtocol {
  const { ack = 'onbon', deviceType = 'any' } = options
  const frameTo = (destination: number, data: Uint8Array) =>
    encodeFrame({ destination, source: hostAddress, data }, deviceType)
  return {
    answerMs: ack === 'none' ? null : signDelays.answer,
    gapMs: signDelays.gap,
    addresses: [1, broadcastAddress - 1],
    fit: (text) => fitText(text),
    show: (address, fitted, lit) => frameTo(address, wholeSign(fitted, lit, replyWanted.yes)),
    showAll: (fitted) => frameTo(broadcastAddress, wholeSign(fitted, true, replyWanted.no)),
    order: (address, order, now) => frameTo(address, orderData(order, replyWanted.yes, now)),
    orderAll: (order, now) => frameTo(broadcastAddress, orderData(order, replyWanted.no, now)),
    reader(address) {
      const decoder = frameDecoder()
      return (bytes) =>
        decoder
          .push(bytes)
          .map((found) => (found.ok ? heardIn(found.value, address, ack) : { kind: 'bad' as const }))
    },
  }
}
