import type { MutatingCall, Point } from './strace.ts'

/** So many of a list, spread over all of it, the first and the last among them. */
export function spread<T>(all: readonly T[], wanted: number): readonly T[] {
  if (all.length <= wanted) return all
  const step = (all.length - 1) / Math.max(1, wanted - 1)
  const chosen = Array.from({ length: wanted }, (_, index) => Math.round(index * step))
  return [...new Set(chosen)].flatMap((index) => all[index] ?? [])
}

/** The points of a sweep: each type of call gets its share, the rare ones at least two. */
export function pointsOf(
  counts: ReadonlyMap<MutatingCall, number>,
  wanted: number,
  effect: Point['effect'],
): readonly Point[] {
  const total = [...counts.values()].reduce((sum, times) => sum + times, 0)
  return [...counts].flatMap(([call, times]) => {
    const all = Array.from({ length: times }, (_, index) => ({ call, nth: index + 1, effect, lasts: false }))
    return spread(all, Math.max(2, Math.round((wanted * times) / total)))
  })
}

/** Does something with each of a list, so many at a time, and returns the results in order. */
export async function each<T, R>(
  list: readonly T[],
  atOnce: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: [number, R][] = []
  const rest = [...list.entries()]
  const worker = async () => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift())
      results.push([next[0], await work(next[1], next[0])])
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return results.sort(([a], [b]) => a - b).map(([, result]) => result)
}
