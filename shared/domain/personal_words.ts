/** What people put between the digits of a number. */
const between = /(?<=\d)[\s\-·.]+(?=[\dXx])/g
/** 18 or 15 characters of a citizen identification number, with the check character or an old one without. */
const idNumber = /(?<!\d)(?:\d{17}[\dXx]|\d{15})(?!\d)/
/** A mobile number of the mainland, also with its country code. */
const mobile = /(?<!\d)(?:86)?1[3-9]\d{9}(?!\d)/

/**
 * Whether free words hold a number of a person: an ID number or a mobile telephone, also in full-width figures or
 * written in groups. Events are kept for good and sent to the city: such words do not come into them (domain rules 2.6).
 */
export function holdsPersonalNumber(words: string): boolean {
  const plain = words.normalize('NFKC').replaceAll(between, '')
  return idNumber.test(plain) || mobile.test(plain)
}
