import { err, ok, type Result } from '#basics'
import { chineseNumber, englishNumber, spellChinese, spellEnglish, wordedChinese } from './numerals.ts'
import type { VoicedSentence } from './text_voice.ts'
import type { Language } from './voice_pack.ts'

/** Where a visitor is called to. */
export type Place =
  | { readonly kind: 'counter'; readonly number: number }
  /** `english` null: the call is spoken in Chinese only. */
  | { readonly kind: 'room'; readonly name: string; readonly english: string | null }

/** What is to be said: a call, or a fixed notice. */
export type Utterance =
  | { readonly kind: 'call'; readonly number: string; readonly place: Place }
  | { readonly kind: 'notice'; readonly chinese: string; readonly english: string | null }

/** How a centre speaks. Templates have the slots {number}, {counter} and {room}. */
export interface SpeakingStyle {
  readonly counterTemplate: string
  readonly roomTemplate: string
  /** How the digit 1 of a ticket number is said. */
  readonly one: '一' | '幺'
  readonly chime: boolean
  /** How often the Chinese sentence is said. */
  readonly times: number
  /** What follows it, each once, where the pack can say it. */
  readonly also: readonly Exclude<Language, 'zh'>[]
}

/** The sentences of deployed halls: 请A001号到3号窗口办理, twice, in Chinese only. */
export const usualStyle: SpeakingStyle = {
  counterTemplate: '请{number}号到{counter}号窗口办理',
  roomTemplate: '请{number}号到{room}',
  one: '一',
  chime: true,
  times: 2,
  also: [],
}

const englishTemplates = {
  counter: 'Ticket {number}, please go to counter {counter}',
  room: 'Ticket {number}, please go to {room}',
} as const

/** One piece to be played. */
export type SpeechPart =
  | { readonly kind: 'chime' }
  | { readonly kind: 'pause'; readonly ms: number }
  | { readonly kind: 'clip'; readonly language: Language; readonly text: string }

/** What a pack has, for choosing pieces. */
export type PieceTexts = Readonly<Record<Language, { has(text: string): boolean }>>

/** Silences inside an announcement, ms. */
const pauses = { afterChime: 250, comma: 150, sentence: 600 } as const

const fill = (template: string, slots: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (slot, name: string) =>
    Object.hasOwn(slots, name) ? (slots[name] ?? slot) : slot,
  )

/** The Chinese sentence as it is said, numbers in words: 请A零零一号到三号窗口办理. */
export function chineseSentence(utterance: Utterance, style: SpeakingStyle): string {
  if (utterance.kind === 'notice') return wordedChinese(utterance.chinese, style.one)
  const number = spellChinese(utterance.number, style.one)
  const { place } = utterance
  return place.kind === 'counter'
    ? fill(style.counterTemplate, { number, counter: chineseNumber(place.number) })
    : fill(style.roomTemplate, { number, room: wordedChinese(place.name, style.one) })
}

/** The English sentence, or null where there is none to say. */
export function englishSentence(utterance: Utterance): string | null {
  if (utterance.kind === 'notice') return utterance.english
  const number = spellEnglish(utterance.number)
  const { place } = utterance
  if (place.kind === 'counter') {
    return fill(englishTemplates.counter, { number, counter: englishNumber(place.number) })
  }
  return place.english === null ? null : fill(englishTemplates.room, { number, room: place.english })
}

/** What a voice that reads text says: Chinese as often as the centre wants it, then English where there is any. */
export function wordsOf(utterance: Utterance, style: SpeakingStyle): readonly VoicedSentence[] {
  const chinese = { language: 'zh-CN', text: chineseSentence(utterance, style) } as const
  const english = style.also.includes('en') ? englishSentence(utterance) : null
  const repeated = Array.from({ length: style.times }, () => chinese)
  return english === null ? repeated : [...repeated, { language: 'en-US', text: english }]
}

/** The sentence in a language; 沪语 is written as Mandarin is, its clips say it their way. */
const sentenceIn = (language: Language, utterance: Utterance, style: SpeakingStyle): string | null =>
  language === 'en' ? englishSentence(utterance) : chineseSentence(utterance, style)

/** Cuts a clause into the fewest left-to-right pieces a pack has; the error is what it lacks. */
function pieces(words: readonly string[], glue: string, has: (text: string) => boolean) {
  const found: string[] = []
  for (let at = 0; at < words.length; ) {
    let end = words.length
    while (end > at && !has(words.slice(at, end).join(glue))) end -= 1
    if (end === at) return err(words[at] ?? '')
    found.push(words.slice(at, end).join(glue))
    at = end
  }
  return ok(found)
}

/** A sentence as clips with a breath at each comma; the error is the first piece the pack lacks. */
function sentenceParts(
  sentence: string,
  language: Language,
  texts: PieceTexts,
): Result<SpeechPart[], string> {
  const parts: SpeechPart[] = []
  for (const clause of sentence.split(/[,，、。.;；!！]/u)) {
    const bare = clause.trim()
    if (bare === '') continue
    const words = language === 'en' ? bare.split(/\s+/u) : [...bare.replace(/\s/gu, '')]
    const found = pieces(words, language === 'en' ? ' ' : '', (text) => texts[language].has(text))
    if (!found.ok) return found
    if (parts.length > 0) parts.push({ kind: 'pause', ms: pauses.comma })
    parts.push(...found.value.map((text) => ({ kind: 'clip', language, text }) as const))
  }
  return ok(parts)
}

/**
 * What to play for an utterance: chime, the Chinese sentence as often as the centre wants it, then the other languages
 * once each. One that the pack cannot say is left out; Chinese it cannot say is the error.
 */
export function speechParts(
  utterance: Utterance,
  style: SpeakingStyle,
  texts: PieceTexts,
): Result<readonly SpeechPart[], string> {
  const chinese = sentenceParts(chineseSentence(utterance, style), 'zh', texts)
  if (!chinese.ok) return chinese
  const parts: SpeechPart[] = style.chime ? [{ kind: 'chime' }, { kind: 'pause', ms: pauses.afterChime }] : []
  for (let n = 0; n < style.times; n += 1) {
    if (n > 0) parts.push({ kind: 'pause', ms: pauses.sentence })
    parts.push(...chinese.value)
  }
  for (const language of style.also) {
    const sentence = sentenceIn(language, utterance, style)
    const found = sentence === null ? null : sentenceParts(sentence, language, texts)
    if (found?.ok) parts.push({ kind: 'pause', ms: pauses.sentence }, ...found.value)
  }
  return ok(parts)
}
