import { assert } from '#basics'
import type { Figure } from './figures.ts'

/** Frames a second of a codec: `read` returns how many it found, one in each round. */
export function codecRate(what: string, frame: Uint8Array, read: (bytes: Uint8Array) => number): Figure {
  const rounds = 20_000
  for (let warm = 0; warm < rounds / 10; warm += 1) read(frame)
  const from = performance.now()
  let found = 0
  for (let round = 0; round < rounds; round += 1) found += read(frame)
  const seconds = (performance.now() - from) / 1_000
  assert(found === rounds, `${what}: a frame was lost`)
  const none = { p50: null, p99: null, worst: null, raw: null }
  return {
    what,
    value: rounds / seconds,
    unit: '/s',
    ...none,
    samples: rounds,
    note: `${frame.length} bytes a frame`,
  }
}
