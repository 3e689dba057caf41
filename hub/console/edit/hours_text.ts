import type { IssueHours } from '#domain'
import type { Locale } from '#ui'

const dayNames: Record<Locale, readonly string[]> = {
  'zh-CN': ['一', '二', '三', '四', '五', '六', '日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
}

/** The name of a weekday, 1 = Monday. */
export const dayName = (day: number, locale: Locale): string => {
  const name = dayNames[locale][day - 1] ?? ''
  return locale === 'en' ? name : `周${name}`
}

/** Weekdays as runs: 「周一至周五、周日」/ `Mon–Fri, Sun`. */
export function daysText(days: readonly number[], locale: Locale): string {
  const sorted = [...new Set(days)].sort((a, b) => a - b)
  const runs: [number, number][] = []
  for (const day of sorted) {
    const last = runs.at(-1)
    if (last !== undefined && last[1] === day - 1) last[1] = day
    else runs.push([day, day])
  }
  const isEnglish = locale === 'en'
  return runs
    .map(([from, to]) =>
      from === to
        ? dayName(from, locale)
        : `${dayName(from, locale)}${isEnglish ? '–' : '至'}${dayName(to, locale)}`,
    )
    .join(isEnglish ? ', ' : '、')
}

/** A stretch of issue hours in one line. */
export function hoursText({ days, from, to, quota }: IssueHours, locale: Locale): string {
  const limit = quota === null ? '' : locale === 'en' ? `, ${quota} numbers` : `，限 ${quota} 号`
  return `${daysText(days, locale)} ${from}–${to}${limit}`
}
