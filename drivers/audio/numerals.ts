import { assert } from '#basics'

const digits = [...'零一二三四五六七八九']

/** A number from 1 to 999 as it is counted: 12 十二, 105 一百零五, 200 二百 (never 两). */
export function chineseNumber(value: number): string {
  assert(Number.isInteger(value) && value >= 1 && value <= 999, 'a counter number lies between 1 and 999')
  const digit = (n: number) => digits[n] ?? ''
  const [hundreds, tens, ones] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10]
  const head = hundreds > 0 ? `${digit(hundreds)}百` : ''
  const low = ones > 0 ? digit(ones) : ''
  if (tens === 0) return head + (head !== '' && low !== '' ? '零' : '') + low
  return `${head}${tens === 1 && head === '' ? '' : digit(tens)}十${low}`
}

/** A number spelled one by one: A001 becomes A零零一; 1 may be said 幺, 〇 is 零. Letters become capitals. */
export function spellChinese(text: string, one: '一' | '幺'): string {
  return [...text.normalize('NFKC').toUpperCase().replaceAll('〇', '零')]
    .map((char) => (char === '1' ? one : /\d/.test(char) ? (digits[Number(char)] ?? '') : char))
    .join('')
}

/**
 * A room's name or a notice with its numbers: after 第 they are counted (第12调解室), longer ones are spelled (201室),
 * and a figure alone is 一, never 幺 (1楼).
 */
export function wordedChinese(text: string, one: '一' | '幺'): string {
  const counted = text
    .normalize('NFKC')
    .replace(/第0*([1-9]\d{0,2})(?!\d)/g, (_, digits: string) => `第${chineseNumber(Number(digits))}`)
    .replace(/(?<!\d)1(?!\d)/g, '一')
  return spellChinese(counted, one)
}

const small = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen ' +
  'sixteen seventeen eighteen nineteen'
).split(' ')
const tensWords = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']

/** A number from 1 to 999 in English words, without "and". */
export function englishNumber(value: number): string {
  assert(Number.isInteger(value) && value >= 1 && value <= 999, 'a counter number lies between 1 and 999')
  const rest = value % 100
  const words = value >= 100 ? [small[Math.floor(value / 100)], 'hundred'] : []
  if (rest > 0 && rest < 20) words.push(small[rest])
  else if (rest >= 20)
    words.push(tensWords[Math.floor(rest / 10)], ...(rest % 10 > 0 ? [small[rest % 10]] : []))
  return words.join(' ')
}

/** A ticket number spelled in English: "A zero zero one". */
export const spellEnglish = (text: string): string =>
  [...text.normalize('NFKC').toUpperCase()]
    .map((char) => (/\d/.test(char) ? (small[Number(char)] ?? '') : char))
    .join(' ')
