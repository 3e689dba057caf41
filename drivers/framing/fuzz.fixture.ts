import { concatBytes } from './bytes.ts'

/** Inputs a fuzz test makes; `FUZZ_INPUTS` sets another number for all of them. */
const usualInputs = 1_000_000

/** A small generator, seeded: the same runs every time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Damages a copy: overwrites, flips, drops, repeats or cuts bytes, or puts a token of the protocol among them. */
function damaged(bytes: Uint8Array, tokens: readonly Uint8Array[], random: () => number): Uint8Array {
  const at = Math.floor(random() * (bytes.length + 1))
  switch (Math.floor(random() * 6)) {
    case 0:
      return bytes.map((byte, i) => (i === at ? Math.floor(random() * 256) : byte))
    case 1:
      return bytes.map((byte, i) => (i === at ? byte ^ (1 << Math.floor(random() * 8)) : byte))
    case 2:
      return concatBytes(bytes.subarray(0, at), bytes.subarray(at + 1))
    case 3:
      return concatBytes(bytes.subarray(0, at), bytes.subarray(Math.max(0, at - 9)))
    case 4:
      return bytes.slice(0, at)
    default:
      return concatBytes(
        bytes.subarray(0, at),
        tokens[Math.floor(random() * tokens.length)] ?? bytes,
        bytes.subarray(at),
      )
  }
}

/**
 * Feeds damaged copies of a corpus to a parser. What a run leaves is damaged further now and then, so that
 * faults add up; `check` throws when a promise is broken and is told the run for the report. Returns how many
 * inputs there were; a parser too slow for a million in seconds names its own `usual` number.
 */
export function fuzz(
  corpus: readonly Uint8Array[],
  tokens: readonly Uint8Array[],
  check: (input: Uint8Array, run: number) => void,
  usual = usualInputs,
): number {
  const inputs = Number(process.env.FUZZ_INPUTS ?? usual)
  const random = seeded(20_261_123)
  let last = new Uint8Array(0)
  for (let run = 0; run < inputs; run += 1) {
    const fresh = run % 4 !== 3 || last.length === 0 || last.length > 2_000
    const seed = (fresh ? corpus[run % corpus.length] : last) ?? last
    last = Uint8Array.from(damaged(seed, tokens, random))
    check(last, run)
  }
  return inputs
}
