import { type Estimate, type ShownWait, shownWait } from '#domain'
import type { Locale } from './ui_store.ts'

const zone = 'Asia/Shanghai'

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

const monthDays: Record<Locale, Intl.DateTimeFormat> = {
  'zh-CN': new Intl.DateTimeFormat('zh-CN', { timeZone: zone, month: 'long', day: 'numeric' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: zone, month: 'short', day: 'numeric' }),
}

/** Date without its year in Shanghai: 「6月3日」/ `3 Jun`; `at` in ms since the epoch. */
export const monthDayText = (at: number, locale: Locale): string => monthDays[locale].format(at)

/** Day of the week in Shanghai: 「星期三」/ `Wednesday`; `at` in ms since the epoch. */
export const weekdayText = (at: number, locale: Locale): string => weekdays[locale].format(at)

const shortWeekdays: Record<Locale, Intl.DateTimeFormat> = {
  'zh-CN': new Intl.DateTimeFormat('zh-CN', { timeZone: zone, weekday: 'short' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short' }),
}

/** Day of the week in Shanghai where there is little room: 「周三」/ `Wed`; `at` in ms since the epoch. */
export const shortWeekdayText = (at: number, locale: Locale): string => shortWeekdays[locale].format(at)

/** Date and day in Shanghai: 「2026年6月3日 星期三」/ `Wednesday, 3 June 2026`; `at` in ms since the epoch. */
export const dayText = (at: number, locale: Locale): string =>
  locale === 'zh-CN'
    ? `${dateText(at, locale)} ${weekdayText(at, locale)}`
    : `${weekdayText(at, locale)}, ${dateText(at, locale)}`

const waitUnits = { minute: { zh: '分钟', en: 'min' }, hour: { zh: '小时', en: 'hours' } } as const

function waitInChinese(wait: ShownWait): string {
  switch (wait.kind) {
    case 'unattended':
      return wait.opensAt === null ? '暂无窗口开放' : `暂无窗口开放，${wait.opensAt} 起办理`
    case 'under':
      return `${wait.to} ${waitUnits[wait.unit].zh}以内`
    case 'over':
      return `${wait.from} ${waitUnits[wait.unit].zh}以上`
    case 'about': {
      const span = wait.from === wait.to ? `${wait.from}` : `${wait.from}–${wait.to}`
      return `约 ${span} ${waitUnits[wait.unit].zh}${wait.isWide ? '，难以估准' : ''}`
    }
  }
}

function waitInEnglish(wait: ShownWait): string {
  switch (wait.kind) {
    case 'unattended':
      return wait.opensAt === null ? 'no counter open now' : `no counter open until ${wait.opensAt}`
    case 'under':
      return `under ${wait.to} ${waitUnits[wait.unit].en}`
    case 'over':
      return `over ${wait.from} ${waitUnits[wait.unit].en}`
    case 'about': {
      const span = wait.from === wait.to ? `${wait.from}` : `${wait.from}–${wait.to}`
      return `about ${span} ${waitUnits[wait.unit].en}${wait.isWide ? ', hard to tell' : ''}`
    }
  }
}

/** How long a wait will be: 「约 15–25 分钟」/ `about 15–25 min`, or that no counter is open (queue rules: estimate). */
export const waitText = (estimate: Estimate, locale: Locale): string =>
  locale === 'zh-CN' ? waitInChinese(shownWait(estimate)) : waitInEnglish(shownWait(estimate))

/**
 * How many wait for a service and about how long; nobody waiting is no promise while its counters are busy with other
 * services, so the time is left out only below 5 minutes.
 */
export function queueText(waiting: number, estimate: Estimate, locale: Locale): string {
  const count = waitingText(waiting, locale)
  return isShortWait(waiting, estimate) ? count : `${count} · ${waitText(estimate, locale)}`
}

const shortMinutes = 5

/** Whether a wait needs no time said: nobody waits, and an open counter is free within 5 minutes. */
export const isShortWait = (waiting: number, { p50Minutes, unattended }: Estimate): boolean =>
  waiting <= 0 && p50Minutes < shortMinutes && unattended === undefined

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

/** Name of a counter by its number: 「3 号窗口」/ `Counter 3`. */
export const counterText = (number: number, locale: Locale): string =>
  locale === 'zh-CN' ? `${number} 号窗口` : `Counter ${number}`

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
