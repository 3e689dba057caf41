import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concatBytes, fromHex, toHex, u16At } from '../framing/bytes.ts'
import { samFrame, samFrameReader } from '../framing/sam_frame.ts'
import { decodeContent } from './codec.ts'
import { goldenArea } from './golden.fixture.ts'
import { waitFor } from './sam_line.ts'
import {
  answers,
  samBaudRates,
  samCommands,
  samIdText,
  samReply,
  troubleOf,
  withoutFingerprint,
} from './sam_table.ts'
import { samWord, samWordName, samWords } from './sam_words.ts'

const frameOf = (body: readonly number[]) => toHex(samFrame(Uint8Array.from(body)))

test.each([
  [samCommands.status.body, 'AAAAAA9669000311FFED'],
  [samCommands.samId.body, 'AAAAAA9669000312FFEE'],
  [samCommands.find.body, 'AAAAAA96690003200122'],
  [samCommands.select.body, 'AAAAAA96690003200221'],
  [samCommands.read.body, 'AAAAAA96690003300132'],
  [samCommands.newAddress.body, 'AAAAAA96690003300330'],
  [samCommands.reset.body, 'AAAAAA9669000310FFEC'],
  [samCommands.readWithFingerprint.body, 'AAAAAA96690003301023'],
  [samCommands.setMaxRfBytes.body, 'AAAAAA9669000461FF50CA'],
])('command %j is framed as published', (body, frame) => {
  expect(frameOf(body)).toBe(frame)
})

const ofCards = ['find', 'select', 'read', 'readWithFingerprint', 'newAddress']

/** Published replies: frame, status word, whose answer it can be. */
const replies = [
  ['AAAAAA9669000800009F0000000097', 0x9f, ['find']],
  ['AAAAAA9669000400008084', 0x80, ['find']],
  ['AAAAAA9669000C00009000000000000000009C', 0x90, ['select']],
  ['AAAAAA9669000400008185', 0x81, ['select']],
  ['AAAAAA9669000400003135', 0x31, ofCards],
  ['AAAAAA9669000400003236', 0x32, ofCards],
  ['AAAAAA9669000400003337', 0x33, ofCards],
  ['AAAAAA9669000400004044', 0x40, ofCards],
  ['AAAAAA9669000400004145', 0x41, ofCards],
  ['AAAAAA9669000400004743', 0x47, ofCards],
  ['AAAAAA9669000400009195', 0x91, ofCards],
  ['AAAAAA9669000400001014', 0x10, Object.keys(samCommands)],
  ['AAAAAA9669000400001115', 0x11, Object.keys(samCommands)],
  ['AAAAAA9669000400002125', 0x21, Object.keys(samCommands)],
  ['AAAAAA9669000400002327', 0x23, Object.keys(samCommands)],
  ['AAAAAA9669000400002420', 0x24, Object.keys(samCommands)],
  ['AAAAAA9669000400006064', 0x60, Object.keys(samCommands)],
  ['AAAAAA9669000400006662', 0x66, Object.keys(samCommands)],
] as const

test.each(replies)('reply %s is read with its word and belongs to its commands only', (hex, word, owners) => {
  const bodies: Uint8Array[] = []
  const reader = samFrameReader({ onFrame: (body) => bodies.push(body), onSpoilt: () => undefined })
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

test.each([0, 512, 1_024])(
  'a fingerprint of %d bytes is dropped unread and overwritten where it lay',
  (size) => {
    const length = toHex(Uint8Array.of(size >> 8, size & 0xff))
    const finger = new Uint8Array(size).fill(0xf1)
    const frame = samFrame(
      concatBytes(fromHex(`000090 0100 0400 ${length}`), goldenArea, new Uint8Array(1_024), finger),
    )
    expect(frame).toHaveLength(samCommands.readWithFingerprint.replyBytes - 1_024 + size)
    const bodies: Uint8Array[] = []
    samFrameReader({ onFrame: (body) => bodies.push(body), onSpoilt: () => undefined }).push(frame)
    const body = bodies[0] ?? new Uint8Array()
    const reply = samReply(body)
    expect(reply && answers(samCommands.readWithFingerprint, reply)).toBe(true)
    const content = reply && withoutFingerprint(reply.data)
    expect(content).toHaveLength(4 + 256 + 1_024)
    expect(content && decodeContent(content)).toMatchObject({ ok: true, value: { name: '张三' } })
    expect([...(content ?? []), ...body].includes(0xf1)).toBe(false)
  },
)

test('property: data of 30 10 whose lengths do not add up is refused, and its tail overwritten all the same', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (data) => {
      const promised = 6 + u16At(data, 0) + u16At(data, 2)
      const fits = promised + u16At(data, 4) === data.length
      expect(withoutFingerprint(data) === null).toBe(!fits)
      expect(data.subarray(promised).every((byte) => byte === 0)).toBe(true)
    }),
  )
})

test('a radio time-out told as 05 05 05 answers whatever waits for the radio, and nothing else', () => {
  expect(samReply(fromHex('0000'))).toBeNull()
  const reply = samReply(fromHex('05050505'))
  expect(reply).toEqual({ word: 5, data: new Uint8Array(0) })
  const belongs = Object.entries(samCommands).filter(([, command]) => reply && answers(command, reply))
  expect(belongs.map(([name]) => name).sort()).toEqual([
    'find',
    'newAddress',
    'read',
    'readWithFingerprint',
    'select',
  ])
})

test('every word a command may be answered with is in the table of words, and each name stands there once', () => {
  for (const { replies } of Object.values(samCommands))
    for (const word of Object.keys(replies).map(Number)) expect(samWord(word)).toBe(word)
  const names = Object.values(samWords).map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect([0x90, 0x9f, 0x91, 0x66, 0x05, 0x00, 0x92].map(samWordName)).toEqual([
    'done',
    'found',
    'not-on-card',
    'unauthorised',
    'radio-timeout',
    'unlisted',
    'unlisted',
  ])
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

test.each(samBaudRates)('at %d baud the wait leaves room for every byte of the longest reply', (baudRate) => {
  for (const command of Object.values(samCommands)) {
    const onTheWire = ((8 + command.body.length + command.replyBytes) * 10 * 1_000) / baudRate
    expect(waitFor(command, baudRate)).toBeGreaterThanOrEqual(command.wait + onTheWire)
    expect(waitFor(command, baudRate)).toBeLessThan(command.wait + 1.3 * onTheWire + 1)
  }
})

test('the wait for a read grows with the time its bytes need', () => {
  const bits = 1_295 * 10
  expect(waitFor(samCommands.read, 9_600)).toBeGreaterThan(2_000 + (bits / 9_600) * 1_000)
  expect(waitFor(samCommands.read, 115_200)).toBeLessThan(2_200)
  expect(waitFor(samCommands.find, 115_200)).toBeLessThan(1_010)
})
