import { type Locale, useLocale } from './ui_store.ts'

type Word = string | ((...values: never[]) => string)
type Words = Readonly<Record<string, Word>>

/** The type of an English text for a Chinese one: exactly its keys, functions with its parameters. */
export type English<Chinese extends Words> = {
  readonly [Key in keyof Chinese]: Chinese[Key] extends (...values: infer Values) => string
    ? (...values: Values) => string
    : string
}

/** The words of one page in both languages. */
export interface Dictionary<Chinese extends Words> {
  readonly 'zh-CN': Chinese & English<Chinese>
  readonly en: English<Chinese>
}

/** Declares a page's words; the compiler refuses an English text that lacks a key or has one too many. */
export function dictionary<Chinese extends Words>(words: {
  readonly 'zh-CN': Chinese & NoInfer<English<Chinese>>
  readonly en: NoInfer<English<Chinese>>
}): Dictionary<Chinese> {
  return words
}

/** The words of a dictionary in one language. */
export function textOf<Chinese extends Words>(words: Dictionary<Chinese>, locale: Locale): English<Chinese> {
  return words[locale]
}

/** The words of a dictionary in the language now chosen. */
export function useText<Chinese extends Words>(words: Dictionary<Chinese>): English<Chinese> {
  return textOf(words, useLocale())
}
