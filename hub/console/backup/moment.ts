import { clockText, dateText, type Locale } from '#ui'

/** Date and time of an ISO moment, as the page says them. */
export function momentText(iso: string, locale: Locale): string {
  const at = Date.parse(iso)
  return `${dateText(at, locale)} ${clockText(at)}`
}
