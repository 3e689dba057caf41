import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concatBytes, fromHex, toHex } from './bytes.ts'
import { fuzz } from './fuzz.fixture.ts'
import { samFrame, samFrameReader } from './sam_frame.ts'

function reading(portions: readonly Uint8Array[]) {
  const frames: string[] = []
  let count = 0
  const reader = samFrameReader({
    onFrame: (body) => frames.push(toHex(body)),
    onSpoilt: () => {
      count += 1
    },
  })
  for (const portion of portions) reader.push(portion)
  return { reader, frames, spoilt: () => count }
}

/** Bodies without the preamble in them, so that a damaged stream has one right reading. */
const body = fc
  .uint8Array({ minLength: 2, maxLength: 1_300 })
  .map((bytes) => bytes.map((byte) => (byte === 0xaa ? 0xab : byte)))

/** Cuts bytes into portions at arbitrary places. */
const cutAt = (bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] => {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  return places.slice(1).map((end, i) => bytes.slice(places[i], end))
}

test('frames the published find command', () => {
  expect(toHex(samFrame(fromHex('2001')))).toBe('AAAAAA96690003200122')
})

test('property: round trip, however the bytes are portioned', () => {
  fc.assert(
    fc.property(fc.array(body, { maxLength: 5 }), fc.array(fc.nat()), (bodies, cuts) => {
      const stream = concatBytes(...bodies.map(samFrame))
      const { reader, frames, spoilt } = reading(cutAt(stream, cuts))
      expect(frames).toEqual(bodies.map(toHex))
      expect([spoilt(), reader.held]).toEqual([0, 0])
    }),
  )
})

test('property: too small: no part of a frame is a frame', () => {
  fc.assert(
    fc.property(body, fc.nat(), (bytes, cut) => {
      const whole = samFrame(bytes)
      const part = whole.slice(0, cut % whole.length)
      const { reader, frames } = reading([part])
      expect(frames).toEqual([])
      expect(reader.held).toBe(part.length)
      reader.push(whole.slice(part.length))
      expect(frames).toEqual([toHex(bytes)])
    }),
  )
})

test('property: noise before and trailing bytes do not hurt the frame between', () => {
  const noise = fc.uint8Array({ maxLength: 200 }).map((bytes) => bytes.map((byte) => byte & 0x7f))
  fc.assert(
    fc.property(noise, body, noise, (before, bytes, after) => {
      const { frames, spoilt } = reading([concatBytes(before, samFrame(bytes), after)])
      expect(frames).toEqual([toHex(bytes)])
      expect(spoilt()).toBe(0)
    }),
  )
})

test('property: a corrupt byte loses that frame, is counted, and the next frame is found', () => {
  fc.assert(
    fc.property(body, body, fc.nat(), fc.integer({ min: 1, max: 255 }), (first, next, place, flip) => {
      const damaged = samFrame(first)
      const at = 7 + (place % (damaged.length - 7))
      damaged[at] = (damaged[at] ?? 0) ^ flip
      const { frames, spoilt } = reading([concatBytes(damaged, samFrame(next))])
      expect(frames).toEqual([toHex(next)])
      expect(spoilt()).toBeGreaterThan(0)
    }),
  )
})

test('a frame swallowed by a damaged length is found again', () => {
  const find = samFrame(fromHex('2001'))
  const lying = fromHex('AAAAAA966900402001')
  const { frames, spoilt } = reading([concatBytes(lying, find, find, new Uint8Array(60))])
  expect(frames).toEqual(['2001', '2001'])
  expect(spoilt()).toBeGreaterThan(0)
})

test('preamble bytes that run on (AA AA AA AA AA 96 69) still start a frame', () => {
  const { frames } = reading([concatBytes(fromHex('AAAA'), samFrame(fromHex('00009F00000000')))])
  expect(frames).toEqual(['00009F00000000'])
})

test('lengths beyond 4096 or too small are noise, and memory stays bounded', () => {
  const { reader, frames } = reading([fromHex('AAAAAA96691001'), fromHex('AAAAAA9669000200')])
  expect(reader.held).toBeLessThan(7)
  reader.push(fromHex('AAAAAA96691000'))
  for (let i = 0; i < 100; i += 1) {
    reader.push(new Uint8Array(1_000).fill(0xaa))
    expect(reader.held).toBeLessThanOrEqual(4_103)
  }
  reader.reset()
  reader.push(samFrame(fromHex('2001')))
  expect(frames).toEqual(['2001'])
})

test.each([
  ['cut short', 'AAAAAA96690005050505'],
  ['with all its bytes', 'AAAAAA966900050505050505'],
])('the radio time-out of handheld readers, %s, is told at once and eats nothing', (_, stub) => {
  const find = samFrame(fromHex('2001'))
  const { reader, frames, spoilt } = reading([fromHex(stub)])
  expect(frames).toEqual(['050505'])
  reader.push(find)
  expect(frames).toEqual(['050505', '2001'])
  expect([spoilt(), reader.held]).toEqual([0, 0])
})

test('who is told of a frame may reset and push', () => {
  const told: string[] = []
  const reader = samFrameReader({
    onFrame(bytes) {
      told.push(toHex(bytes))
      if (told.length > 1) return
      reader.reset()
      reader.push(samFrame(fromHex('2002')))
    },
    onSpoilt: () => told.push('checksum'),
  })
  reader.push(samFrame(fromHex('2001')))
  expect(told).toEqual(['2001', '2002'])
  expect(reader.held).toBe(0)
})

test('fuzz: no input throws, holds more than a frame, or keeps the reader from finding the next good frame', () => {
  const good = samFrame(fromHex('00009000000000000000DD'))
  const corpus = ['2001', '00009F00000000', '000090'.padEnd(60, '41'), '0000800000'].map((hex) =>
    samFrame(fromHex(hex)),
  )
  const tokens = ['AAAAAA9669', 'AAAAAA96691000', 'AAAAAA96690005050505', 'AAAA', '0000'].map(fromHex)
  let last: Uint8Array = new Uint8Array(0)
  let errors = 0
  const reader = samFrameReader({
    onFrame: (bytes) => {
      last = bytes
    },
    onSpoilt: () => {
      errors += 1
    },
  })
  const inputs = fuzz([...corpus, fromHex('AAAAAA96690005050505')], tokens, (input, run) => {
    reader.push(input)
    if (reader.held > 4_103) throw new Error(`run ${run}: holds ${reader.held} bytes`)
    if (run % 50 !== 49) return
    reader.reset()
    reader.push(good)
    if (toHex(last) !== '00009000000000000000DD') throw new Error(`run ${run}: lost step`)
  })
  expect(errors).toBeGreaterThan(inputs / 100)
}, 300_000)
