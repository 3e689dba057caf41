import type { Locale } from '#ui'

const two = (value: number) => String(value).padStart(2, '0')

/** A running clock, `05:12` or `1:05:12`; never negative. `ms` is a duration. */
export function elapsedText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  const hours = Math.floor(seconds / 3_600)
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return hours === 0 ? rest : `${hours}:${rest}`
}

/** How long somebody has waited: 「已等 12 分钟」 / `waited 12 min`; in the first minute it says that. */
export function waitedText(minutes: number, locale: Locale): string {
  const whole = Math.floor(Math.max(0, minutes))
  if (locale === 'en') return whole === 0 ? 'just begun to wait' : `waited ${whole} min`
  return whole === 0 ? '刚开始等' : `已等 ${whole} 分钟`
}

/** Whole minutes, 「12 分钟」 / `12 min`; under one minute says so. */
export function minutesText(minutes: number, locale: Locale): string {
  const whole = Math.floor(Math.max(0, minutes))
  if (locale === 'en') return whole === 0 ? 'under 1 min' : `${whole} min`
  return whole === 0 ? '不到 1 分钟' : `${whole} 分钟`
}
