import type { Bilingual } from './catalogue.ts'

/** A refusal in words: what is the matter, and what to do about it. `{name}` is a member of the refusal's detail. */
export interface RefusalText {
  readonly title: Bilingual
  readonly detail: Bilingual
}

/** Puts a refusal in words: its title in both languages, then its detail. */
export const text = (zhTitle: string, enTitle: string, zhDetail: string, enDetail: string): RefusalText => ({
  title: { zh: zhTitle, en: enTitle },
  detail: { zh: zhDetail, en: enDetail },
})
