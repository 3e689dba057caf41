import { expect, test } from 'vitest'
import { type StatusEvent, statusParser } from './status_parser.ts'

/** Inputs for each parser; FUZZ_INPUTS asks for another number. */
const inputs = Number(process.env.FUZZ_INPUTS ?? 1_000_000)
const sizes: Readonly<Record<StatusEvent['kind'], number>> = {
  asb: 4,
  'real-time': 1,
  paper: 1,
  'process-id': 7,
  cleared: 3,
  flow: 1,
}
const longestAnswer = 7

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))
const corpora = {
  'status bytes': [
    '1400000f',
    '1400030f',
    '1c000c0f',
    '3c00000f',
    '1c08000f',
    '12',
    '1e',
    '7e',
    '0f',
    '00',
    '11',
    '13',
  ],
  'process ids': ['37223030303100', '3722377e202100', '372500', '3722', '37', '37223030', '372230303031ff'],
} as const

/** Numbers that look random and are the same in every run (Numerical Recipes' generator). */
function randomBytes(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function mutated(corpus: readonly Uint8Array[], below: (limit: number) => number): Uint8Array {
  const input = Uint8Array.from(corpus[below(corpus.length)] ?? [])
  const how = below(4)
  if (how === 0) return input.subarray(0, below(input.length + 1))
  if (how === 1) return Uint8Array.of(below(256), ...input, below(256))
  const at = below(input.length)
  input[at] = how === 2 ? (input[at] ?? 0) ^ (1 << below(8)) : below(256)
  return input
}

test.each(Object.entries(corpora))(
  '%s, mutated: every byte is accounted for, nothing piles up',
  (_, corpus) => {
    const seeds = corpus.map(bytesOf)
    const below = randomBytes(20_310_304)
    const parser = statusParser()
    let given = 0
    let used = 0
    let worst = 0
    for (let i = 0; i < inputs; i += 1) {
      const input = mutated(seeds, below)
      given += input.length
      for (const event of parser.push(input)) used += sizes[event.kind]
      worst = Math.max(worst, given - used - parser.noise())
    }
    expect(worst).toBeLessThan(longestAnswer)
    // 90 is a byte of no answer: behind a few of them the next answer is read for certain.
    parser.push(new Uint8Array(longestAnswer).fill(0x90))
    expect(parser.push(bytesOf('37223030303100'))).toEqual([{ kind: 'process-id', pid: '0001' }])
  },
)

test('an answer that is damaged is never another process id', () => {
  for (let at = 0; at < 7; at += 1) {
    for (let value = 0; value < 256; value += 1) {
      const damaged = bytesOf('37223030303100')
      damaged[at] = value
      const ids = statusParser()
        .push(damaged)
        .filter((event) => event.kind === 'process-id')
      // Only an id of printable characters between its marks is one at all; the driver knows which it sent.
      const isWhole = damaged[0] === 0x37 && damaged[1] === 0x22 && damaged[6] === 0
      const isPrintable = [...damaged.subarray(2, 6)].every((byte) => byte >= 0x20 && byte <= 0x7e)
      expect(ids.length).toBe(isWhole && isPrintable ? 1 : 0)
    }
  }
})
