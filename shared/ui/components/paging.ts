/** Number of pages that `count` items fill, at least 1. */
export const pageCount = (count: number, size: number): number => Math.max(1, Math.ceil(count / size))

/** The items of a page, counted from 0; a page past the end is the last one. */
export function pageOf<T>(items: readonly T[], page: number, size: number): readonly T[] {
  const at = Math.min(Math.max(0, page), pageCount(items.length, size) - 1) * size
  return items.slice(at, at + size)
}
