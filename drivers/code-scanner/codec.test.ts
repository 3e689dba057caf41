import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concatBytes } from '../framing/bytes.ts'
import { fuzz } from '../framing/fuzz.fixture.ts'
import { lineEnds, lineReader } from '../framing/lines.ts'
import { codeLine, codeText, lineText, longestCode, scannedCode } from './codec.ts'

const ulid = '01J9ZQ4T7M8N5P6R7S8T9V0W1X'
const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/)
const base = fc.constantFrom('https://hall.example', 'http://192.168.1.10:7700/', 'HTTPS://HALL.EXAMPLE')
const code = fc.oneof(
  id.map((ticketId) => ({ kind: 'ticket' as const, ticketId })),
  id.map((bookingId) => ({ kind: 'booking' as const, bookingId })),
)
const affix = fc.stringMatching(/^[\x21-\x7e]{0,8}$/)
const affixes = fc.record({ prefix: affix, suffix: affix })
const text = fc.stringMatching(/^[\x20-\x7e]{1,120}$/)

test.each([
  [`https://hall.example/t/${ulid}`, { kind: 'ticket', ticketId: ulid }],
  [`http://10.0.0.2:7700/t/${ulid}/`, { kind: 'ticket', ticketId: ulid }],
  [ulid, { kind: 'ticket', ticketId: ulid }],
  [`https://hall.example/b/${ulid}`, { kind: 'booking', bookingId: ulid }],
  [`BOOKING:${ulid}`, { kind: 'booking', bookingId: ulid }],
  [`booking:${ulid}`, { kind: 'booking', bookingId: ulid }],
  // Symbology identifiers: QR code, CODE128, Data Matrix (ISO/IEC 15424).
  [`]Q1https://hall.example/t/${ulid}`, { kind: 'ticket', ticketId: ulid }],
  [`]C0${ulid}`, { kind: 'ticket', ticketId: ulid }],
  [`]d2BOOKING:${ulid}`, { kind: 'booking', bookingId: ulid }],
])('%s is %j', (given, expected) => {
  expect(scannedCode(given)).toEqual(expected)
})

test.each([
  '',
  '11010519491231002X',
  'https://hall.example/t/',
  `https://hall.example/t/${ulid}/../../admin`,
  `https://hall.example/t/${ulid}?next=https://elsewhere.example`,
  `https://hall.example/x/t/${ulid}`,
  `javascript:/t/${ulid}`,
  `ftp://hall.example/t/${ulid}`,
  ulid.toLowerCase(),
  `]Q1]Q1${ulid}`,
  `]Q${ulid}`,
  'BOOKING:',
  'BOOKING:a b',
  `BOOKING:${'a'.repeat(65)}`,
  'https://pay.example/qr?code=123456',
  '\u0000',
  'x'.repeat(longestCode + 1),
])('%j is unknown, and nothing of it is kept', (given) => {
  expect(scannedCode(given)).toEqual({ kind: 'unknown' })
})

test('property: round trip of codes', () => {
  fc.assert(
    fc.property(code, base, (given, at) => {
      expect(scannedCode(codeText(given, at))).toEqual(given)
    }),
  )
})

test('property: round trip of lines, whatever stands around the code', () => {
  fc.assert(
    fc.property(text, affixes, (given, around) => {
      expect(lineText(codeLine(given, around).slice(0, -2), around)).toBe(given)
    }),
  )
})

test('property: too small: a line shorter than its affixes is none', () => {
  fc.assert(
    fc.property(affixes, fc.nat(), (around, cut) => {
      const whole = new TextEncoder().encode(around.prefix + around.suffix)
      if (whole.length === 0) return
      expect(lineText(whole.slice(0, cut % whole.length), around)).toBeNull()
    }),
  )
})

test('property: trailing characters after a link make it unknown', () => {
  fc.assert(
    fc.property(code, fc.stringMatching(/^[^A-Za-z0-9_/-][\x20-\x7e]{0,20}$/), (given, more) => {
      expect(scannedCode(codeText(given, 'https://hall.example') + more)).toEqual({ kind: 'unknown' })
    }),
  )
})

test('property: corrupt: a byte outside printable ASCII makes the line none', () => {
  const bad = fc.oneof(fc.integer({ min: 0, max: 0x1f }), fc.integer({ min: 0x7f, max: 0xff }))
  fc.assert(
    fc.property(text, affixes, bad, fc.nat(), (given, around, byte, place) => {
      const line = codeLine(given, around).slice(0, -2)
      const at = place % (line.length + 1)
      expect(lineText(concatBytes(line.slice(0, at), Uint8Array.of(byte), line.slice(at)), around)).toBeNull()
    }),
  )
})

test('property: a line without its prefix or suffix is none', () => {
  fc.assert(
    fc.property(text, (given) => {
      const around = { prefix: '<<', suffix: '>>' }
      const bare = new TextEncoder().encode(given.replaceAll(/[<>]/g, ''))
      expect(lineText(bare, around)).toBeNull()
    }),
  )
})

test('fuzz: no stream of a scanner throws, holds more than a line, or makes a code of what is none', () => {
  const around = { prefix: ']Q1', suffix: '' }
  const good = codeLine(`https://hall.example/t/${ulid}`, around)
  const corpus = [
    good,
    codeLine(`BOOKING:${ulid}`, around),
    codeLine(ulid, around),
    codeLine('11010519491231002X', around),
  ]
  const tokens = ['\r', '\n', ']Q1', '/t/', '/../', '\u0000', '\u001b[2J'].map((word) =>
    new TextEncoder().encode(word),
  )
  let [codes, others] = [0, 0]
  const lines = lineReader({
    ends: lineEnds,
    longest: longestCode,
    onLine(line) {
      const seen = lineText(line, around)
      const meant = seen === null ? null : scannedCode(seen)
      if (meant === null || meant.kind === 'unknown') others += 1
      else codes += 1
      const carried =
        meant?.kind === 'ticket' ? meant.ticketId : meant?.kind === 'booking' ? meant.bookingId : 'x'
      if (!/^[A-Za-z0-9_-]{1,64}$/.test(carried)) throw new Error(`carries ${carried}`)
    },
    onOverlong: () => {
      others += 1
    },
  })
  const inputs = fuzz(corpus, tokens, (input, run) => {
    lines.push(input)
    if (lines.held > longestCode) throw new Error(`run ${run}: holds ${lines.held} bytes`)
    if (run % 50 !== 49) return
    lines.push(Uint8Array.of(0x0d))
    const before = codes
    lines.push(good)
    if (codes !== before + 1) throw new Error(`run ${run}: lost step`)
  })
  expect(Math.min(codes, others)).toBeGreaterThan(inputs / 100)
}, 300_000)
