import type { Locale } from './values.ts'

/** The language of an Accept-Language header (RFC 9110): English when it is named before any Chinese, else Chinese. */
export function localeOf(header: string | undefined): Locale {
  for (const part of (header ?? '').toLowerCase().split(',')) {
    const tag = part.trim()
    if (tag.startsWith('zh')) return 'zh'
    if (tag.startsWith('en')) return 'en'
  }
  return 'zh'
}
