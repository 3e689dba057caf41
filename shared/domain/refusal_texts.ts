import type { Bilingual } from './catalogue.ts'
import type { Refusal, RefusalCode } from './refusal.ts'
import { askingTexts } from './refusal_texts/asking.ts'
import { counterTexts } from './refusal_texts/counters.ts'
import { documentTexts } from './refusal_texts/documents.ts'
import { houseTexts } from './refusal_texts/house.ts'
import { numberTexts } from './refusal_texts/numbers.ts'
import type { RefusalText } from './refusal_texts/text.ts'

/** Every refusal in both languages; screens, voices and problem+json say the same. */
export const refusalTexts: Readonly<Record<RefusalCode, RefusalText>> = {
  ...askingTexts,
  ...numberTexts,
  ...counterTexts,
  ...houseTexts,
  ...documentTexts,
}

/** What stands in square brackets is said only where its particular is known. */
const optional = /\[([^[\]{]*\{(\w+)\}[^[\]]*)\]/g

/** A refusal in one language, with its particulars filled in; what is not known is left out. */
export function refusalText(
  refusal: Refusal,
  language: keyof Bilingual,
): { readonly title: string; readonly detail: string } {
  const { title, detail } = refusalTexts[refusal.code]
  const known = (name: string) => refusal.detail[name]
  const filled = detail[language]
    .replaceAll(optional, (_, words: string, name: string) => (known(name) === undefined ? '' : words))
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => String(known(name) ?? ''))
  return { title: title[language], detail: filled }
}
