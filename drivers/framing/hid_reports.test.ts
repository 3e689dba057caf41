import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concatBytes, fromHex, sameBytes, toHex } from './bytes.ts'
import { fuzz } from './fuzz.fixture.ts'
import { reportBytes, reportJoiner, toReports } from './hid_reports.ts'
import { samFrame, samFrameLength } from './sam_frame.ts'

function joining(reports: readonly Uint8Array[]) {
  const messages: string[] = []
  let dropped = 0
  const joiner = reportJoiner({
    messageLength: samFrameLength,
    onMessage: (message) => messages.push(toHex(message)),
    onDropped: () => {
      dropped += 1
    },
  })
  for (const report of reports) joiner.push(report)
  return { joiner, messages, dropped: () => dropped }
}

/** Bodies without the preamble in them. */
const body = fc
  .uint8Array({ minLength: 2, maxLength: 1_300 })
  .map((bytes) => bytes.map((byte) => (byte === 0xaa ? 0xab : byte)))

/** The reports of a frame with anything as padding. */
const padded = (frame: Uint8Array, padding: Uint8Array): Uint8Array[] => {
  const reports = toReports(frame)
  const rest = frame.length % reportBytes
  if (rest > 0) reports.at(-1)?.set(padding.subarray(0, reportBytes - rest), rest)
  return reports
}

test('the published find command lies in one report, zero padded', () => {
  const [report, ...more] = toReports(fromHex('AAAAAA96690003200122'))
  expect(more).toEqual([])
  expect(report && toHex(report)).toBe('AAAAAA96690003200122'.padEnd(2 * reportBytes, '0'))
})

test('property: round trip, whatever the padding is', () => {
  const padding = fc.uint8Array({ minLength: 64, maxLength: 64 })
  fc.assert(
    fc.property(fc.array(fc.tuple(body, padding), { maxLength: 5 }), (given) => {
      const reports = given.flatMap(([bytes, pad]) => padded(samFrame(bytes), pad))
      for (const report of reports) expect(report).toHaveLength(reportBytes)
      const { joiner, messages, dropped } = joining(reports)
      expect(messages).toEqual(given.map(([bytes]) => toHex(samFrame(bytes))))
      expect([dropped(), joiner.held]).toEqual([0, 0])
    }),
  )
})

test('property: round trip with the report id before each, short reports among them', () => {
  const room = fc.integer({ min: 16, max: 64 })
  fc.assert(
    fc.property(fc.array(body, { maxLength: 5 }), fc.nat(255), room, (bodies, id, size) => {
      const reports = bodies.flatMap((bytes) => {
        const frame = samFrame(bytes)
        return Array.from({ length: Math.ceil(frame.length / size) }, (_, i) =>
          Uint8Array.of(id, ...frame.subarray(i * size, (i + 1) * size)),
        )
      })
      const { joiner, messages, dropped } = joining(reports)
      expect(messages).toEqual(bodies.map((bytes) => toHex(samFrame(bytes))))
      expect([dropped(), joiner.held]).toEqual([0, 0])
    }),
  )
})

test('property: too small: without its last report nothing is told', () => {
  fc.assert(
    fc.property(body, (bytes) => {
      const reports = toReports(samFrame(bytes)).slice(0, -1)
      const { joiner, messages } = joining(reports)
      expect(messages).toEqual([])
      expect(joiner.held).toBe(reports.length * reportBytes)
    }),
  )
})

test('property: trailing reports that begin nothing are dropped, one by one', () => {
  const stray = fc
    .uint8Array({ minLength: 0, maxLength: 64 })
    .map((bytes) => bytes.map((byte) => byte & 0x7f))
  fc.assert(
    fc.property(body, fc.array(stray, { maxLength: 5 }), (bytes, strays) => {
      const { joiner, messages, dropped } = joining([...toReports(samFrame(bytes)), ...strays])
      expect(messages).toHaveLength(1)
      expect([dropped(), joiner.held]).toEqual([strays.length, 0])
    }),
  )
})

test('property: corrupt: a lost report costs its own message, never the next one', () => {
  fc.assert(
    fc.property(body, body, fc.nat(), (first, next, place) => {
      const reports = toReports(samFrame(first))
      reports.splice(place % reports.length, 1)
      const { joiner, messages } = joining([...reports, ...toReports(samFrame(next))])
      expect(messages.at(-1)).toBe(toHex(samFrame(next)))
      expect(messages).toHaveLength(1)
      expect(joiner.held).toBe(0)
    }),
  )
})

test('an older answer left in the padding is no message', () => {
  const old = samFrame(fromHex('00009F00000000'))
  const report = concatBytes(samFrame(fromHex('000080')), old, new Uint8Array(40)).slice(0, reportBytes)
  expect(joining([report]).messages).toEqual([toHex(samFrame(fromHex('000080')))])
})

test('a head that promises more than 4096 begins nothing', () => {
  expect(samFrameLength(fromHex('AAAAAA96691001'))).toBeNull()
  expect(samFrameLength(fromHex('AAAAAA96691000'))).toBe(4_103)
  expect(samFrameLength(fromHex('AAAAAA966900'))).toBeNull()
  expect(samFrameLength(fromHex('AAAAAA97690003'))).toBeNull()
})

test('fuzz: no report throws, holds more than a message, or keeps the joiner from the next good one', () => {
  const good = samFrame(fromHex('00009F00000000'))
  const long = samFrame(new Uint8Array(300).fill(0x41))
  let last: Uint8Array = new Uint8Array(0)
  let dropped = 0
  const joiner = reportJoiner({
    messageLength: samFrameLength,
    onMessage: (message) => {
      last = message
    },
    onDropped: () => {
      dropped += 1
    },
  })
  const tokens = ['AAAAAA9669', 'AAAAAA96691000', 'AAAAAA96690003'].map(fromHex)
  const inputs = fuzz([...toReports(long), ...toReports(good)], tokens, (input, run) => {
    joiner.push(input)
    if (joiner.held > 4_103) throw new Error(`run ${run}: holds ${joiner.held} bytes`)
    if (run % 50 !== 49) return
    for (const report of toReports(good)) joiner.push(report)
    if (!sameBytes(last, good)) throw new Error(`run ${run}: lost step`)
  })
  expect(dropped).toBeGreaterThan(inputs / 100)
}, 300_000)
