import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ok } from '#basics'
import { crc16 } from '../framing/crc16.ts'
import { deviceTypes, encodeFrame, type Frame, frameDecoder, hostAddress, maxData } from './codec.ts'
import { clockCommand, displayModes, plainCommand, readAnswer, replyWanted, showArea } from './commands.ts'

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const hex = (of: Uint8Array) => Buffer.from(of).toString('hex').toUpperCase()
const toSign = (data: Uint8Array, destination = 1): Frame => ({ destination, source: hostAddress, data })
const compact = (text: string) => text.replaceAll(' ', '').toUpperCase()

/** Frames printed in the vendor's samples, three captures of one panel, and our own, recomputed. */
const vectors = {
  ping: 'A5A5A5A5A5A5A5A5 01000080000000000000FE020500 A200010000 68F8 5A',
  status: 'A5A5A5A5A5A5A5A5 01000080000000000000FE020500 A102010000 2D40 5A',
  clear: 'A5A5A5A5A5A5A5A5 01000080000000000000FE020500 A310010000 51F8 5A',
  display: `A5A5A5A5A5A5A5A5 01000080000000000000FE023200 A306012D0000012900
    0000000000180020000000000200000000020203000405 0E000000 3031323334355152535454562742 A87D 5A`,
  capture: `A5A5A5A5A5A5A5A501000080000000000000FE023500A30602000000012C00000000
    0C0040000C00010A0102000000000101010017021100 00005C464F30303054454D5045523A3231A1E682DA5A`,
  humidity: `A5A5A5A5A5A5A5A501000080000000000000FE023300A30602000000012A00000000
    180040000C00010A0102000000000101010017020F0000005C464F30303048554D3A3636255248367A5A`,
  blank: `A5A5A5A5A5A5A5A501000080000000000000FE022C00A30602000000012300000000
    240040000C00010A010200000000010101001702080000005C464F3030302020DAF65A`,
  ticket: `a5a5a5a5a5a5a5a501000080000000000000fe022c00a3060100000001230000000000000800100000000000
    0000000001010100000008000000a3c1c1e3d2bbb6fe26655a`,
}
const wire = (name: keyof typeof vectors) => compact(vectors[name].replace(/\s+/g, ''))

describe('published frames', () => {
  test.each(['ping', 'status', 'clear'] as const)('%s', (name) => {
    expect(hex(encodeFrame(toSign(plainCommand(name, 1))))).toBe(wire(name))
  })
  test('display', () => {
    const text = bytes('3031323334355152535454562742')
    const size = { width: 0x18, height: 0x20, timeout: 2, lines: 2, newline: 2, mode: displayModes.left }
    const area = showArea({ ...size, speed: 4, stay: 5, text }, 1, 0x2d)
    expect(hex(encodeFrame(toSign(area)))).toBe(wire('display'))
  })
  test.each([
    ['capture', 12, '5C464F30303054454D5045523A3231A1E6'],
    ['humidity', 24, '5C464F30303048554D3A3636255248'],
    ['blank', 36, '5C464F3030302020'],
  ] as const)('captured in the field: %s, %d dots down', (name, y, given) => {
    const text = bytes(given)
    const size = { y, width: 64, height: 12, id: 1, lineGap: 10, runMode: 1, timeout: 2, text }
    const area = showArea({ ...size, mode: displayModes.static, speed: 23, stay: 2 }, replyWanted.no)
    expect(hex(encodeFrame(toSign(area)))).toBe(wire(name))
    expect(frameDecoder().push(bytes(wire(name)))).toEqual([ok(toSign(area))])
  })
  test('our ticket text', () => {
    const text = bytes('a3c1c1e3d2bbb6fe')
    const area = { width: 8, height: 16, mode: displayModes.static, lines: 1, newline: 1, text }
    expect(hex(encodeFrame(toSign(showArea(area, 1))))).toBe(wire('ticket'))
  })
  test('the answer of a card, with nine A5 before it', () => {
    const answer = bytes('A5A5A5A5A5A5A5A5A5 0080FEFF000000000000FE020500 A000000000 14AC 5A')
    const [frame] = frameDecoder().push(answer)
    expect(frame).toEqual(
      ok({ destination: hostAddress, source: 0xfffe, data: Uint8Array.of(0xa0, 0, 0, 0, 0) }),
    )
    expect(frame?.ok && readAnswer(frame.value.data)).toEqual({ kind: 'ack' })
  })
})

describe('headers and commands', () => {
  test.each(Object.entries(deviceTypes))('a frame for cards of type %s names it in byte 10', (type, code) => {
    const frame = encodeFrame(toSign(plainCommand('ping', 1)), type as keyof typeof deviceTypes)
    expect(frame[8 + 10]).toBe(code)
    expect(frameDecoder().push(frame)[0]?.ok).toBe(true)
  })
  test('the clock: date and time in BCD, Monday first', () => {
    const monday = new Date(2026, 10, 23, 9, 8, 7)
    expect(hex(clockCommand(monday, replyWanted.no))).toBe('A203020000' + '26201123' + '09080701')
    expect(clockCommand(new Date(2026, 10, 22), 1).at(-1)).toBe(7)
  })
  test.each([-1, 1.5, 65_536, 70_000, Number.NaN])('address %d is no address of a frame', (address) => {
    expect(() => encodeFrame(toSign(new Uint8Array(), address))).toThrow('destination')
  })
  test('more data than a card takes is never sent', () => {
    expect(frameDecoder().push(encodeFrame(toSign(new Uint8Array(maxData))))[0]?.ok).toBe(true)
    expect(() => encodeFrame(toSign(new Uint8Array(maxData + 1)))).toThrow('at most')
  })
  test('escapes stand for their bytes, also in the checksum', () => {
    const frame = encodeFrame(toSign(Uint8Array.of(0xa5, 0xa6, 0x5a, 0x5b)))
    expect(hex(frame)).toContain('A602A6015B025B01')
    // Somewhere among two bytes of data lies one whose checksum is 5AA5: both its bytes must be escaped as well.
    const found = Array.from({ length: 0x10000 }, (_, n) => Uint8Array.of(n >> 8, n & 255)).find((data) => {
      const inner = encodeFrame(toSign(data))
      return hex(inner).endsWith('A6025B025A') || hex(inner).endsWith('5B02A6025A')
    })
    expect(frameDecoder().push(encodeFrame(toSign(found ?? Uint8Array.of())))).toEqual([
      ok(toSign(found ?? Uint8Array.of(1))),
    ])
  })
  test('trailing bytes after a frame are noise until the next one', () => {
    const frame = encodeFrame(toSign(plainCommand('ping', 1)))
    const decoder = frameDecoder()
    expect(decoder.push(Uint8Array.of(...frame, 1, 2, 0x5a, 3))).toHaveLength(1)
    expect(decoder.push(frame)).toEqual([ok(toSign(plainCommand('ping', 1)))])
  })
})

const frames = fc.record({
  destination: fc.integer({ min: 0, max: 0xffff }),
  source: fc.integer({ min: 0, max: 0xffff }),
  data: fc.uint8Array({ maxLength: 80 }),
})
const awkward = fc.array(fc.constantFrom(0xa5, 0xa6, 0x5a, 0x5b, 1, 2), { maxLength: 60 })

describe('frames of any kind', () => {
  test('come back as they went, in any portions', () => {
    fc.assert(
      fc.property(fc.array(frames, { maxLength: 4 }), fc.integer({ min: 1, max: 9 }), (sent, portion) => {
        const stream = sent.flatMap((frame) => [...encodeFrame(frame)])
        const decoder = frameDecoder()
        const got = []
        for (let at = 0; at < stream.length; at += portion) {
          got.push(...decoder.push(Uint8Array.from(stream.slice(at, at + portion))))
        }
        expect(got).toEqual(sent.map((frame) => ok(frame)))
      }),
    )
  })
  test('carry the bytes that must be escaped, and never bare inside', () => {
    fc.assert(
      fc.property(awkward, (data) => {
        const encoded = encodeFrame(toSign(Uint8Array.from(data)))
        const inner = [...encoded.subarray(8, -1)]
        expect(inner.includes(0xa5) || inner.includes(0x5a)).toBe(false)
        expect(frameDecoder().push(encoded)).toEqual([ok(toSign(Uint8Array.from(data)))])
      }),
    )
  })
  test('are found again after any noise and any cut frame', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), frames, fc.nat(60), (noise, frame, cut) => {
        const decoder = frameDecoder()
        decoder.push(noise)
        decoder.push(encodeFrame(frame).subarray(0, cut % encodeFrame(frame).length))
        expect(decoder.push(encodeFrame(frame)).at(-1)).toEqual(ok(frame))
      }),
    )
  })
  test('are refused when one bit is wrong', () => {
    fc.assert(
      fc.property(frames, fc.nat(), fc.nat(7), (frame, at, bit) => {
        const encoded = encodeFrame(frame)
        const position = 8 + (at % (encoded.length - 9))
        encoded[position] = (encoded[position] ?? 0) ^ (1 << bit)
        for (const found of frameDecoder().push(encoded)) expect(found).not.toEqual(ok(frame))
      }),
    )
  })
})

describe('spoilt frames', () => {
  const fault = (of: Uint8Array) => {
    const [found] = frameDecoder().push(of)
    return found !== undefined && !found.ok ? found.error : null
  }
  test('name what is wrong', () => {
    const ping = encodeFrame(toSign(plainCommand('ping', 1)))
    expect(fault(bytes(`${wire('ping').slice(0, -6)}68F95A`))).toBe('checksum')
    expect(fault(bytes('A5 A607 5A'))).toBe('escape')
    expect(fault(bytes('A5 A6 5A'))).toBe('escape')
    expect(fault(bytes('A5 0102 5A'))).toBe('too-short')
    expect(fault(Uint8Array.of(0xa5, ...new Uint8Array(maxData + 20)))).toBe('too-long')
    const liar = Uint8Array.from([...ping.subarray(8, 20), 9, 0, ...ping.subarray(22, 27)])
    const crc = crc16(liar, 0)
    expect(fault(Uint8Array.of(0xa5, ...liar, crc & 255, crc >> 8, 0x5a))).toBe('length')
  })
  test('an answer with an error byte is a refusal', () => {
    expect(readAnswer(Uint8Array.of(0xa0, 1, 12, 0, 0))).toEqual({ kind: 'nack', error: 12 })
    expect(readAnswer(Uint8Array.of(0xa0, 1, 0, 0, 0))).toEqual({ kind: 'nack', error: 0 })
    expect(readAnswer(Uint8Array.of(0xa0, 0))).toEqual({ kind: 'other' })
  })
})
