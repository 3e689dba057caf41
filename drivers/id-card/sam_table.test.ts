import { expect, test } from 'vitest'
import { concatBytes, fromHex, toHex } from '../framing/bytes.ts'
import { samFrame, samFrameReader } from '../framing/sam_frame.ts'
import { decodeContent } from './codec.ts'
import { goldenArea } from './golden.fixture.ts'
import { waitFor } from './sam_line.ts'
import { answers, samCommands, samIdText, samReply, troubleOf } from './sam_table.ts'

const frameOf = (body: readonly number[]) => toHex(samFrame(Uint8Array.from(body)))

test.each([
  [samCommands.status.body, 'AAAAAA9669000311FFED'],
  [samCommands.samId.body, 'AAAAAA9669000312FFEE'],
  [samCommands.find.body, 'AAAAAA96690003200122'],
  [samCommands.select.body, 'AAAAAA96690003200221'],
  [samCommands.read.body, 'AAAAAA96690003300132'],
  [samCommands.newAddress.body, 'AAAAAA96690003300330'],
  [[0x10, 0xff], 'AAAAAA9669000310FFEC'],
  [[0x30, 0x10], 'AAAAAA96690003301023'],
  [[0x61, 0xff, 0x50], 'AAAAAA9669000461FF50CA'],
])('command %j is framed as published', (body, frame) => {
  expect(frameOf(body)).toBe(frame)
})

/** Published replies: frame, status word, whose answer it can be. */
const replies = [
  ['AAAAAA9669000800009F0000000097', 0x9f, ['find']],
  ['AAAAAA9669000400008084', 0x80, ['find']],
  ['AAAAAA9669000C00009000000000000000009C', 0x90, ['select']],
  ['AAAAAA9669000400008185', 0x81, ['select']],
  ['AAAAAA9669000400004145', 0x41, ['read', 'newAddress']],
  ['AAAAAA9669000400009195', 0x91, ['newAddress']],
  ['AAAAAA9669000400001014', 0x10, Object.keys(samCommands)],
  ['AAAAAA9669000400001115', 0x11, Object.keys(samCommands)],
  ['AAAAAA9669000400002125', 0x21, Object.keys(samCommands)],
  ['AAAAAA9669000400006064', 0x60, Object.keys(samCommands)],
  ['AAAAAA9669000400006662', 0x66, Object.keys(samCommands)],
] as const

test.each(replies)('reply %s is read with its word and belongs to its commands only', (hex, word, owners) => {
  const bodies: Uint8Array[] = []
  const reader = samFrameReader({ onFrame: (body) => bodies.push(body), onChecksumError: () => undefined })
  reader.push(fromHex(hex))
  expect(bodies).toHaveLength(1)
  const reply = samReply(bodies[0] ?? new Uint8Array())
  expect(reply?.word).toBe(word)
  const belongs = Object.entries(samCommands).filter(([, command]) => reply && answers(command, reply))
  expect(belongs.map(([name]) => name).sort()).toEqual([...owners].sort())
})

test('the golden reply to read: 1295 bytes, checksum 4A', () => {
  const body = concatBytes(fromHex('000090 0100 0400'), goldenArea, new Uint8Array(1_024))
  const frame = samFrame(body)
  expect([frame.length, frame.at(-1)]).toEqual([1_295, 0x4a])
  expect(toHex(frame.subarray(0, 14))).toBe('AAAAAA9669050800009001000400')
  const reply = samReply(body)
  expect(reply && answers(samCommands.read, reply)).toBe(true)
  expect(decodeContent(body.subarray(3))).toMatchObject({ ok: true, value: { name: '张三' } })
})

test('the golden reply with a fingerprint: 2321 bytes, checksum 40', () => {
  const frame = samFrame(concatBytes(fromHex('000090 0100 0400 0400'), goldenArea, new Uint8Array(2_048)))
  expect([frame.length, frame.at(-1)]).toEqual([2_321, 0x40])
  expect(toHex(frame.subarray(0, 16))).toBe('AAAAAA9669090A000090010004000400')
})

test('a radio time-out told as 05 05 05 is no reply', () => {
  expect(samReply(fromHex('05050505'))).toBeNull()
  expect(samReply(fromHex('0000'))).toBeNull()
})

test('the module number in its usual print', () => {
  expect(samIdText(new Uint8Array(17))).toBeNull()
  expect(samIdText(fromHex('0500 0100 AF8C3401 39300000 15CD5B07'))).toBe(
    '05.01-20221103-0000012345-0123456789',
  )
  expect(samIdText(new Uint8Array(15))).toBeNull()
})

test('words that speak of the reader are told from words about a card', () => {
  expect([0x10, 0x66, 0x60, 0x41, 0x80, 0x91].map(troubleOf)).toEqual([
    'garbled',
    'unauthorised',
    'self-test-failed',
    null,
    null,
    null,
  ])
})

test('the wait for a read grows with the time its bytes need', () => {
  const bits = 1_295 * 10
  expect(waitFor(samCommands.read, 9_600)).toBeGreaterThan(2_000 + (bits / 9_600) * 1_000)
  expect(waitFor(samCommands.read, 115_200)).toBeLessThan(2_200)
  expect(waitFor(samCommands.find, 115_200)).toBeLessThan(1_010)
})
