import { fromHex, toHex } from '../framing/bytes.ts'

/** Bytes that may not stand bare, and what stands for them. */
export interface Escapes {
  write(byte: number): Uint8Array | null
  /**
   * Reads one plain byte at `at`: the byte and how many it took; 'wait' when more bytes must come, 'bad' for a
   * byte that may not stand there.
   */
  read(
    bytes: Uint8Array,
    at: number,
    end: number,
  ): { readonly byte: number; readonly took: number } | 'wait' | 'bad'
}

/** Makes the two ways of a table of escapes: `{"A5": "A6 02"}`. */
export function escapesOf(pairs: Readonly<Record<string, string>>): Escapes {
  const table = Object.entries(pairs).map(([plain, stands]) => ({
    plain: Number.parseInt(plain, 16),
    stands: fromHex(stands),
  }))
  const byPlain = new Map(table.map(({ plain, stands }) => [plain, stands]))
  const leads = new Set(table.map(({ stands }) => stands[0] ?? 0))
  return {
    write: (byte) => byPlain.get(byte) ?? null,
    read(bytes, at, end) {
      const byte = bytes[at] ?? 0
      if (!leads.has(byte)) return byPlain.has(byte) ? 'bad' : { byte, took: 1 }
      let couldBe = false
      for (const { plain, stands } of table) {
        const there = bytes.subarray(at, Math.min(end, at + stands.length))
        if (!there.every((each, i) => each === stands[i])) continue
        if (there.length === stands.length) return { byte: plain, took: stands.length }
        couldBe = true
      }
      return couldBe ? 'wait' : 'bad'
    },
  }
}

/** What keeps a table of escapes from being read back without doubt; a sentence for each. */
export function escapeMistakes(pairs: Readonly<Record<string, string>>): readonly string[] {
  const table = Object.entries(pairs).map(([plain, stands]) => ({
    plain: plain.toUpperCase(),
    stands: toHex(fromHex(stands)),
  }))
  const escaped = new Set(table.map(({ plain }) => plain))
  const bare = table
    .filter(({ stands }) => !escaped.has(stands.slice(0, 2)))
    .map(({ stands }) => `${stands.slice(0, 2)} leads an escape, so it needs one itself`)
  const doubtful = table.flatMap(({ plain, stands }, at) =>
    table
      .filter((other, i) => i !== at && other.stands.startsWith(stands))
      .map((other) => `what stands for ${plain} begins what stands for ${other.plain}`),
  )
  const idle = table
    .filter(({ plain, stands }) => stands === plain)
    .map(({ plain }) => `${plain} stands for itself`)
  return [...new Set([...bare, ...doubtful, ...idle])]
}
