import { expect, test } from 'vitest'
import { ok } from '#basics'
import { fuzz } from '../framing/fuzz.fixture.ts'
import { encodeFrame, frameDecoder, hostAddress } from './codec.ts'
import { readAnswer } from './commands.ts'
import { cardReply } from './simulator_parser.ts'

test('answers of cards: no input throws, is taken for a frame it is not, or loses the next good one', () => {
  const corpus = [
    cardReply(1, [0xa0, 0, 0, 0, 0], false),
    cardReply(0x5a, [0xa0, 1, 3, 0, 0], false),
    cardReply(0xa5a6, [0xa1, 2, 0, 0, 0, 0xa5, 0x5b, 0x5a], false),
    encodeFrame({ destination: 1, source: hostAddress, data: Uint8Array.of(0xa2, 0, 1, 0, 0) }),
  ]
  const good = corpus[0] ?? new Uint8Array()
  const wanted = JSON.stringify(
    ok({ destination: hostAddress, source: 1, data: Uint8Array.of(0xa0, 0, 0, 0, 0) }),
  )
  const decoder = frameDecoder()
  const kinds = { frames: 0, faults: 0, acks: 0 }
  const inputs = fuzz(corpus, [Uint8Array.of(0xa5), Uint8Array.of(0x5a)], (input, run) => {
    for (const found of decoder.push(input)) {
      if (!found.ok) kinds.faults += 1
      else {
        kinds.frames += 1
        if (readAnswer(found.value.data).kind === 'ack') kinds.acks += 1
      }
    }
    if (run % 100 !== 99) return
    if (JSON.stringify(decoder.push(good).at(-1)) !== wanted) throw new Error(`run ${run}: lost step`)
  })
  expect(kinds.frames).toBeGreaterThan(inputs / 20)
  expect(kinds.faults).toBeGreaterThan(inputs / 10)
}, 300_000)
