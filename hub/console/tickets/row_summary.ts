import type { TemplateRow } from '#ticket'
import type { English, Term } from '#ui'
import { alignTerms, conditionTerms, kindTerms, ruleTerms } from './row_terms.ts'
import type { ticketWords } from './ticket_words.ts'

type Text = English<(typeof ticketWords)['zh-CN']>

/** How the language now chosen says things. */
export interface RowVoice {
  readonly text: Text
  say(term: Term): string
}

const isNamed = (name: string): name is keyof typeof conditionTerms => name in conditionTerms

/** A text with its fields by their names: 「前面人数」 for `{aheadLine}`. */
const namedText = (given: string, { say }: RowVoice): string =>
  given.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    isNamed(name) ? `「${say(conditionTerms[name])}」` : whole,
  )

/** What a row says, in a line: its words, or what it is. */
export function rowWords(row: TemplateRow, voice: RowVoice): string {
  const { say } = voice
  switch (row.kind) {
    case 'text':
      return namedText(
        row.each === undefined ? row.text : row.text.replaceAll('{item}', `{${row.each}}`),
        voice,
      )
    case 'columns':
      return `${namedText(row.left, voice)} ⟷ ${namedText(row.right, voice)}`
    case 'rule':
      return say(ruleTerms[row.style])
    case 'qr':
    case 'barcode':
      return namedText(row.text, voice)
    case 'feed':
      return `${row.dots / 8} mm`
    case 'cut':
      return ''
  }
}

/** How a row looks and when it is printed, in a few words. */
export function rowLook(row: TemplateRow, { text, say }: RowVoice): readonly string[] {
  const size = row.kind === 'text' || row.kind === 'columns' ? row.size : null
  return [
    ...(size === null || (size.w === 1 && size.h === 1) ? [] : [`${size.w}×${size.h}`]),
    ...(row.kind === 'text' && row.align !== 'left' ? [say(alignTerms[row.align])] : []),
    ...((row.kind === 'text' || row.kind === 'columns') && row.bold ? [text.bold] : []),
    ...(row.kind === 'text' && row.fit ? [text.fit] : []),
    ...(row.kind === 'qr' ? [`${row.module} · ${row.level}`] : []),
    ...(row.kind === 'barcode' ? [`${row.height} · ${row.module}`] : []),
    ...(row.when === undefined ? [] : [text.onlyWhen(say(conditionTerms[row.when]))]),
    ...(row.unless === undefined ? [] : [text.notWhen(say(conditionTerms[row.unless]))]),
  ]
}

/** A whole row on one line, for a list of changes. */
export const rowLine = (row: TemplateRow, voice: RowVoice): string =>
  [voice.say(kindTerms[row.kind]), rowWords(row, voice), ...rowLook(row, voice)]
    .filter((part) => part !== '')
    .join(' · ')
