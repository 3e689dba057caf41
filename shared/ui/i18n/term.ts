import type { Locale } from './ui_store.ts'

/** Words in both languages; the shape in which the catalogue keeps its names, too. */
export interface Term {
  readonly zh: string
  readonly en: string
}

/** Makes a term of the bilingual table. */
export const term = (zh: string, en: string): Term => ({ zh, en })

/** The words of a term in one language. */
export const termText = (words: Term, locale: Locale): string => (locale === 'en' ? words.en : words.zh)

/** The keys of a table of terms, typed, in its order. */
export const keysOf = <Key extends string>(table: Readonly<Record<Key, Term>>): Key[] =>
  Object.keys(table).filter((key): key is Key => key in table)
