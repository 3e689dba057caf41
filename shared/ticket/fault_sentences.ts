import { ticketFields } from './paper.ts'
import type { TemplateFault, TemplateFaultCode } from './template_faults.ts'

type Sentences = Readonly<Record<'zh' | 'en', (given: string) => string>>

const fields = ticketFields.join(' ')

const sentences: Readonly<Record<TemplateFaultCode, Sentences>> = {
  'wrong-kind': {
    zh: () => '没有这种行。可用：text columns rule qr barcode feed cut',
    en: () => 'there is no such row; use text, columns, rule, qr, barcode, feed or cut',
  },
  missing: { zh: () => '缺少这一项，请补上', en: (given) => `is missing; add it (${given})` },
  'unknown-key': {
    zh: (given) => `没有「${given}」这一项，请删除或改正拼写`,
    en: (given) => `has no part “${given}”; remove it or correct its spelling`,
  },
  'wrong-value': {
    zh: (given) => `值不对${given === '' ? '，请更正' : `，应为：${given}`}`,
    en: (given) => `has a wrong value${given === '' ? '; correct it' : `; use ${given}`}`,
  },
  'no-rows': { zh: () => '一行也没有，请增加内容', en: () => 'has no rows; add some' },
  'too-long': {
    zh: (given) => `太长，最多 ${given} 个字符`,
    en: (given) => `is too long; at most ${given} characters`,
  },
  'too-large': { zh: (given) => `太大，最大 ${given}`, en: (given) => `is too large; at most ${given}` },
  'too-small': { zh: (given) => `太小，最小 ${given}`, en: (given) => `is too small; at least ${given}` },
  'unknown-field': {
    zh: (given) => `号票没有字段 {${given}}，请从「插入字段」里选`,
    en: (given) => `tickets have no field {${given}}; use one of ${fields}`,
  },
  'item-without-each': {
    zh: () => '{item} 只用于「逐条」行，请选择逐条打印的列表',
    en: () => '{item} stands for an entry of a list; set “each” to notes or marks',
  },
  'each-without-item': {
    zh: () => '逐条打印的行里要写 {item}',
    en: () => 'is repeated for each entry and does not show it; write {item}',
  },
  'no-number': {
    zh: () => '号码必须总能看到：请加一行不带条件的 {number}',
    en: () => 'the number must always be shown: add a row with {number} and no condition',
  },
  'no-marks': {
    zh: () => '补打必须有标记：请加一行显示 {marks}',
    en: () => 'a reprint must be marked: add a row that shows {marks}',
  },
  'no-cut': {
    zh: () => '最后一行必须是不带条件的切纸',
    en: () => 'the last row must be a cut without a condition',
  },
  'cut-twice': {
    zh: () => '只能切纸一次，请删除多余的切纸',
    en: () => 'is cut more than once; remove all cuts but the last',
  },
  'too-wide': {
    zh: (given) => `一个汉字已宽过纸面，宽度最多 ${given} 倍`,
    en: (given) => `one character is wider than the paper; at most ${given} wide`,
  },
  'qr-too-wide': {
    zh: (given) => `二维码宽过纸面，点宽最多 ${given}`,
    en: (given) => `the code is wider than the paper; modules of at most ${given} dots`,
  },
  'qr-too-long': {
    zh: () => '二维码装不下这么多内容，请缩短文字或降低纠错级别',
    en: () => 'no QR code holds so much; shorten the text or choose a lower level',
  },
  'barcode-text': {
    zh: () => '条码只能含英文、数字和 {number}，最多 40 个字符',
    en: () => 'a bar code carries ASCII and {number} only, at most 40 characters',
  },
  'barcode-too-wide': {
    zh: (given) => `条码宽过纸面，点宽最多 ${given}；不足 2 时请缩短文字`,
    en: (given) =>
      `the bar code is wider than the paper; modules of at most ${given} dots, below 2 shorten the text`,
  },
  'stray-brace': {
    zh: (given) => `「${given}」会原样印出；字段写作 {number}，花括号里不留空格`,
    en: (given) => `“${given}” would be printed as it stands; a field is written {number}, without spaces`,
  },
  'never-printed': {
    zh: () => '条件互相矛盾，这一行永远不会打印',
    en: () => 'the conditions contradict each other: this row would never be printed',
  },
  'wrong-dots': {
    zh: (given) => `这种纸的可打印宽度为 ${given} 点`,
    en: (given) => `this paper has ${given} printable dots`,
  },
}

/** Which row is wrong, what is wrong with it and how to mend it, as a sentence for the person who edits. */
export function faultSentence({ row, field, code, given }: TemplateFault, locale: 'zh' | 'en'): string {
  const sentence = sentences[code][locale](given)
  if (locale === 'zh') return `${row === null ? '整张号票' : `第 ${row} 行`}：${sentence}`
  const part = field === null ? '' : ` (${field})`
  return `${row === null ? 'the ticket' : `row ${row}`}${part}: ${sentence}`
}
