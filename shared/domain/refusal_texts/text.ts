import type { Bilingual } from '../catalogue.ts'

/**
 * A refusal in words: what is the matter, and what to do about it. `{name}` is a member of the refusal's detail,
 * `[words {name} words]` is left out where it has none.
 */
export interface RefusalText {
  readonly title: Bilingual
  readonly detail: Bilingual
}

/** Makes the words of a refusal. */
export const text = (zhTitle: string, enTitle: string, zhDetail: string, enDetail: string): RefusalText => ({
  title: { zh: zhTitle, en: enTitle },
  detail: { zh: zhDetail, en: enDetail },
})
