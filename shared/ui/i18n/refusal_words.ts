import { type Refusal, refusalText } from '#domain'
import type { Locale } from './ui_store.ts'

/** A refusal as title and sentence in the language of the page, from the one table of refusals. */
export const sayRefusal = (refusal: Refusal, locale: Locale): { title: string; detail: string } =>
  refusalText(refusal, locale === 'en' ? 'en' : 'zh')
