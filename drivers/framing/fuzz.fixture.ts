/** A small generator, seeded: the same inputs every time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** How many inputs each parser is fuzzed with. */
export const fuzzInputs = Number(process.env.FUZZ_INPUTS ?? 1_000_000)

const scratch = new Uint8Array(4_096)

/**
 * Damages a good frame up to three times: a byte changed, dropped or doubled, cut short, or another frame's
 * beginning put inside. The bytes are only good until the next call.
 */
export function mutated(corpus: readonly Uint8Array[], random: () => number): Uint8Array {
  const pick = (bound: number) => Math.floor(random() * bound)
  const base = corpus[pick(corpus.length)] ?? scratch
  scratch.set(base)
  let length = base.length
  for (let times = 1 + pick(3); times > 0 && length > 0; times -= 1) {
    const at = pick(length)
    const kind = pick(5)
    if (kind === 0) scratch[at] = pick(256)
    else if (kind === 1) scratch.copyWithin(at, at + 1, length--)
    else if (kind === 2) scratch.copyWithin(at + 1, at, length++)
    else if (kind === 3) length = at
    else {
      const other = corpus[pick(corpus.length)] ?? scratch
      const head = other.subarray(0, pick(other.length))
      scratch.copyWithin(at + head.length, at, length)
      scratch.set(head, at)
      length += head.length
    }
  }
  return scratch.subarray(0, length)
}
