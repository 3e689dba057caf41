import type { Locale } from './ui_store.ts'

const zone = 'Asia/Shanghai'
const grain = 5

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const dates: Record<Locale, Intl.DateTimeFormat> = {
  'zh-CN': new Intl.DateTimeFormat('zh-CN', { timeZone: zone, dateStyle: 'long' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'long' }),
}
const weekdays: Record<Locale, Intl.DateTimeFormat> = {
  'zh-CN': new Intl.DateTimeFormat('zh-CN', { timeZone: zone, weekday: 'long' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'long' }),
}

/** Time of day in Shanghai, `14:02`; `at` in ms since the epoch. */
export const clockText = (at: number): string => clock.format(at)

/** Date in Shanghai: 「2026年6月3日」/ `3 June 2026`; `at` in ms since the epoch. */
export const dateText = (at: number, locale: Locale): string => dates[locale].format(at)

/** Day of the week in Shanghai: 「星期三」/ `Wednesday`; `at` in ms since the epoch. */
export const weekdayText = (at: number, locale: Locale): string => weekdays[locale].format(at)

/** Date and day in Shanghai: 「2026年6月3日 星期三」/ `Wednesday, 3 June 2026`; `at` in ms since the epoch. */
export const dayText = (at: number, locale: Locale): string =>
  locale === 'zh-CN'
    ? `${dateText(at, locale)} ${weekdayText(at, locale)}`
    : `${weekdayText(at, locale)}, ${dateText(at, locale)}`

/**
 * How long a wait will be, as an interval rounded outward to 5 minutes: 「约 15–25 分钟」/ `about 15–25 min`.
 * `p50` and `p80` in minutes (queue rules: estimate). Under 5 minutes it says so; from 2 hours on it counts hours.
 */
export function waitText(p50: number, p80: number, locale: Locale): string {
  const chinese = locale === 'zh-CN'
  const from = Math.floor(Math.max(0, Math.min(p50, p80)) / grain) * grain
  const to = Math.max(grain, Math.ceil(Math.max(p50, p80) / grain) * grain)
  if (from === 0) return chinese ? `${to} 分钟以内` : `under ${to} min`
  if (from >= 120) {
    const hours = Math.floor(from / 60)
    return chinese ? `${hours} 小时以上` : `over ${hours} hours`
  }
  const span = from === to ? `${from}` : `${from}–${to}`
  return chinese ? `约 ${span} 分钟` : `about ${span} min`
}

/**
 * How many wait for a service and about how long; nobody waiting is no promise while its counters are busy with other
 * services, so the time is left out only below 5 minutes. Minutes.
 */
export function queueText(waiting: number, p50: number, p80: number, locale: Locale): string {
  const count = waitingText(waiting, locale)
  return isShortWait(waiting, p50) ? count : `${count} · ${waitText(p50, p80, locale)}`
}

/** Whether a wait needs no time said: nobody waits, and a counter is free within 5 minutes. `p50` in minutes. */
export const isShortWait = (waiting: number, p50: number): boolean => waiting <= 0 && p50 < grain

/** How many are ahead: 「前面 12 人」/ `12 ahead`; with nobody 「前面无人等候」/ `nobody ahead`. */
export function aheadText(ahead: number, locale: Locale): string {
  if (ahead <= 0) return locale === 'zh-CN' ? '前面无人等候' : 'nobody ahead'
  return locale === 'zh-CN' ? `前面 ${ahead} 人` : `${ahead} ahead`
}

/** How many wait for a service: 「等候 12 人」/ `12 waiting`; with nobody 「无人等候」/ `nobody waiting`. */
export function waitingText(waiting: number, locale: Locale): string {
  if (waiting <= 0) return locale === 'zh-CN' ? '无人等候' : 'nobody waiting'
  return locale === 'zh-CN' ? `等候 ${waiting} 人` : `${waiting} waiting`
}

/** Band over information that may have aged: 「连接中断，14:02 的信息」; `since` in ms since the epoch. */
export const staleText = (since: number, locale: Locale): string =>
  locale === 'zh-CN'
    ? `连接中断，${clockText(since)} 的信息`
    : `Connection lost. Information as of ${clockText(since)}`

/** Band of a machine that goes on without its hub: since when, and how many steps wait to be sent. */
export const offlineText = (since: number, pending: number, locale: Locale): string =>
  locale === 'zh-CN'
    ? `离线工作：${clockText(since)} 起未连上中心主机，${pending} 条记录待上传`
    : `Working offline since ${clockText(since)}: ${pending} ${pending === 1 ? 'step waits' : 'steps wait'} to be sent`
