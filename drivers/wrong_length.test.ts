import { expect, test } from 'vitest'
import { assert, simulatedClock } from '#basics'
import { encodeFrame, frameDecoder, hostAddress, maxData } from './counter-sign/codec.ts'
import { concatBytes, fromHex, xorOf } from './framing/bytes.ts'
import { crc16 } from './framing/crc16.ts'
import { lineEnds, lineReader } from './framing/lines.ts'
import { samFrame, samFrameLength, samFrameReader } from './framing/sam_frame.ts'
import { readTemplate } from './template/template.ts'
import { statusParser } from './ticket-printer/codec/status_parser.ts'
import { keepConnected } from './transport/connection.ts'
import { hidTransport } from './transport/hid.ts'
import { memoryHid } from './transport/memory_hid.ts'

/** What a parser made of bytes, so far. */
interface Tally {
  /** Good frames. */
  frames: number
  /** What began like a frame and was none. */
  spoilt: number
}

/** A parser of what a device says, the good frame of it, and frames whose lengths lie. */
interface Incoming {
  readonly good: Uint8Array
  readonly lies: Readonly<Record<'too short' | 'too long' | 'huge', Uint8Array>>
  open(tally: Tally): {
    push(bytes: Uint8Array): void
    /** What happens after a silence, or before the next question. */
    silence(): void
  }
}

const sam = (length: number, body: string) => {
  const counted = concatBytes(Uint8Array.of(length >> 8, length & 255), fromHex(body))
  return concatBytes(fromHex('AAAAAA9669'), counted, Uint8Array.of(xorOf(counted)))
}
const found = '00009F00000000'

const samFrames: Incoming = {
  good: samFrame(fromHex(found)),
  lies: { 'too short': sam(4, found), 'too long': sam(0x20, found), huge: sam(0xffff, found) },
  open(tally) {
    const reader = samFrameReader({
      onFrame: () => (tally.frames += 1),
      onSpoilt: () => (tally.spoilt += 1),
    })
    return {
      push: reader.push,
      silence() {
        // As the line does before each question.
        if (reader.held > 0) tally.spoilt += 1
        reader.reset()
      },
    }
  },
}

/** The length of an Onbon header with a right checksum around it. */
function onbon(length: number): Uint8Array {
  const plain = encodeFrame({ destination: hostAddress, source: 1, data: Uint8Array.of(0xa0, 0, 0, 0, 0) })
  const body = plain.slice(8, -3)
  new DataView(body.buffer).setUint16(12, length, true)
  const crc = crc16(body, 0)
  return concatBytes(plain.subarray(0, 8), body, Uint8Array.of(crc & 255, crc >> 8, 0x5a))
}

const onbonFrames: Incoming = {
  good: onbon(5),
  lies: {
    'too short': onbon(2),
    'too long': onbon(9),
    huge: concatBytes(onbon(0xffff).subarray(0, -1), new Uint8Array(maxData), Uint8Array.of(0x5a)),
  },
  open(tally) {
    const decoder = frameDecoder()
    return {
      push(bytes) {
        for (const { ok } of decoder.push(bytes)) tally[ok ? 'frames' : 'spoilt'] += 1
      },
      silence: () => undefined,
    }
  },
}

/** A call pad's frame: its length counts what stands between it and the sum. */
function pad(length: number): Uint8Array {
  const head = fromHex('0181020905')
  head[2] = length
  return concatBytes(fromHex('AA5A'), head, Uint8Array.of(head.reduce((sum, byte) => (sum + byte) & 255, 0)))
}

const templateFrames: Incoming = {
  good: pad(2),
  lies: { 'too short': pad(1), 'too long': pad(9), huge: pad(0xff) },
  open(tally) {
    const template = readTemplate(new URL('../resources/devices/call_pad_example.json', import.meta.url))
    assert(template.ok, 'the example can be read')
    const parser = template.value.parser()
    const take = (results: ReturnType<typeof parser.push>) => {
      for (const { ok } of results) tally[ok ? 'frames' : 'spoilt'] += 1
    }
    return { push: (bytes) => take(parser.push(bytes)), silence: () => take(parser.settle()) }
  },
}

const text = (line: string) => new TextEncoder().encode(line)
const longestLine = 64

const lines: Incoming = {
  good: text('BOOKING:12345678\r\n'),
  lies: {
    'too short': text('BOOK'),
    'too long': text(`${'1'.repeat(longestLine + 1)}\r\n`),
    huge: text(`${'1'.repeat(100_000)}\r\n`),
  },
  open(tally) {
    const reader = lineReader({
      ends: lineEnds,
      longest: longestLine,
      onLine: () => (tally.frames += 1),
      onOverlong: () => (tally.spoilt += 1),
    })
    return {
      push: reader.push,
      silence() {
        if (reader.held > 0) tally.spoilt += 1
        reader.reset()
      },
    }
  },
}

const printer: Incoming = {
  good: fromHex('37 22 30303031 00'),
  lies: {
    'too short': fromHex('37 22 3030 00'),
    'too long': fromHex('37 22 303030313031 00'),
    huge: concatBytes(fromHex('37 22'), new Uint8Array(10_000).fill(0x90)),
  },
  open(tally) {
    const parser = statusParser()
    return {
      push(bytes) {
        const before = parser.noise()
        for (const { kind } of parser.push(bytes)) if (kind === 'process-id') tally.frames += 1
        if (parser.noise() > before) tally.spoilt += 1
      },
      silence: () => undefined,
    }
  },
}

const parsers: readonly (readonly [string, Incoming])[] = [
  ['SAM frames', samFrames],
  ['Onbon frames', onbonFrames],
  ['template frames', templateFrames],
  ['lines', lines],
  ['printer answers', printer],
]
const cases = parsers.flatMap(([name, incoming]) =>
  (['too short', 'too long', 'huge'] as const).map((lie) => [name, lie, incoming] as const),
)

test.each(cases)(
  '%s: a length that is %s is no frame, counts, and the next frame is found',
  (_, lie, incoming) => {
    const tally = { frames: 0, spoilt: 0 }
    const { push, silence } = incoming.open(tally)
    push(incoming.good)
    expect(tally).toEqual({ frames: 1, spoilt: 0 })
    for (let n = 1; n <= 3; n += 1) {
      push(incoming.lies[lie])
      silence()
      expect(tally.frames).toBe(n)
      expect(tally.spoilt).toBeGreaterThanOrEqual(n)
      push(incoming.good)
      expect(tally.frames).toBe(n + 1)
    }
  },
)

test.each([
  ['too short', 4],
  ['too long', 0x400],
  ['huge', 0xffff],
] as const)(
  'HID reports whose head is %s: counted by the link, and the next answer is whole',
  async (_, length) => {
    const clock = simulatedClock(0)
    const device = memoryHid(samFrameLength, false)
    const frames: Uint8Array[] = []
    const connection = keepConnected({
      transport: hidTransport({ port: device.port, clock, messageLength: samFrameLength }),
      clock,
      onData: (bytes) => frames.push(bytes),
      onUp: () => undefined,
      onDown: () => undefined,
    })
    await new Promise((resolve) => setImmediate(resolve))
    const ask = () => connection.write(samFrame(fromHex('2001')))
    await ask()
    // The rest of a long answer, of which the head is lost or lies.
    const lying = sam(length, found + '41'.repeat(120))
    device.send(lying)
    await ask()
    expect(connection.counters().checksumErrors).toBeGreaterThan(0)
    device.send(samFrame(fromHex(found)))
    expect(frames.at(-1)).toEqual(samFrame(fromHex(found)))
    await connection.close()
  },
)
