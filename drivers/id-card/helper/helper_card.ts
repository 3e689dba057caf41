import { Buffer } from 'node:buffer'
import { err, type Result } from '#basics'
import { type CardRefusal, decodeArea, encodeArea } from '../codec.ts'
import type { CardPerson } from '../types.ts'
import type { HelperOk } from './messages.ts'
import type { CardPersonWords } from './person_words.ts'

const noPhoto = new Uint8Array(0)

const withoutPhoto = (words: CardPersonWords): CardPerson =>
  words.kind === 'mainland' ? { ...words, photo: noPhoto } : { ...words, nation: null, photo: noPhoto }

/** A granted read. */
export type HelperCard = Extract<HelperOk, { area: string } | { person: CardPersonWords }>

/** The person of a granted read, held to the same rules as one from a chip: dates, sex, check character, sizes. */
export function personOf(card: HelperCard): Result<CardPerson, CardRefusal | 'does-not-fit'> {
  if ('area' in card) return decodeArea(Buffer.from(card.area, 'base64'), noPhoto)
  const area = encodeArea(withoutPhoto(card.person))
  return area.ok ? decodeArea(area.value, noPhoto) : err(area.error)
}
