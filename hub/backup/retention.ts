/** How long backups are kept. */
export interface KeepRule {
  /** Of each of the latest days with a backup, its last one. */
  readonly days: number
  /** Of each of the latest weeks with a backup, its last one. */
  readonly weeks: number
}

/** The last of each of seven days, the last of each of four weeks. */
export const usualKeepRule: KeepRule = { days: 7, weeks: 4 }

/** Whatever the rule says, the newest ones stay: the last may turn out to be the one that cannot be read. */
const alwaysKept = 2

const dayMs = 24 * 3_600_000
const dayOf = (at: number) => Math.floor(at / dayMs)
// The epoch began on a Thursday: weeks are counted from Monday.
const weekOf = (at: number) => Math.floor((dayOf(at) + 3) / 7)

/** Of backups by their times (ms since the epoch, any order), those that may go. Days and weeks are counted in UTC. */
export function expired<B extends { readonly at: number }>(
  backups: readonly B[],
  rule: KeepRule,
): readonly B[] {
  const newestFirst = [...backups].sort((a, b) => b.at - a.at)
  const days = new Set<number>()
  const weeks = new Set<number>()
  const isFirstOf = (seen: Set<number>, period: number, most: number) => {
    if (seen.has(period) || seen.size >= most) return false
    seen.add(period)
    return true
  }
  return newestFirst.filter(({ at }, place) => {
    const isLastOfDay = isFirstOf(days, dayOf(at), rule.days)
    const isLastOfWeek = isFirstOf(weeks, weekOf(at), rule.weeks)
    return !isLastOfDay && !isLastOfWeek && place >= alwaysKept
  })
}
