import { Buffer } from 'node:buffer'
import type { CardPerson } from './types.ts'

// Written without the codec on purpose: a mistake in one shows against the other.

/** What lies on a simulated reader besides the text area. */
export interface CardExtras {
  /** An address appended to the chip after issue; at most 35 characters. */
  readonly newAddress?: string
  /** 1024, 512 or no bytes. */
  readonly fingerprint?: Uint8Array
  /** For a card given as a raw area; 1024 zero bytes if left out. */
  readonly photo?: Uint8Array
}

/** A simulated chip. */
export interface Chip {
  readonly area: Uint8Array
  readonly photo: Uint8Array
  readonly newAddress: Uint8Array | null
  readonly fingerprint: Uint8Array
}

const padded = (text: string, characters: number) => text.padEnd(characters).slice(0, characters)
const day = (date: string) => date.replaceAll('-', '')
const until = (date: string) => padded(date === 'long-term' ? '长期' : day(date), 8)
const sex = { male: '1', female: '2', unknown: '0' } as const

/** The 128 characters of a chip, field after field as they lie there. */
function characters(person: CardPerson): readonly string[] {
  const { name, birthDate, idNumber, validFrom, validTo } = person
  const span = day(validFrom) + until(validTo)
  switch (person.kind) {
    case 'mainland':
      return [
        padded(name, 15),
        sex[person.sex],
        padded(person.nation, 2),
        day(birthDate),
        padded(person.address, 35),
      ].concat([padded(idNumber, 18), padded(person.authority, 15), span, padded('', 18)])
    case 'hmt':
      return [padded(name, 15), sex[person.sex], '  ', day(birthDate), padded(person.address, 35)].concat(
        [padded(idNumber, 18), padded(person.authority, 15), span],
        [padded(person.passNumber, 9), padded(person.issueCount, 2), '   J   '],
      )
    case 'foreigner-2017':
      return [
        padded(person.englishName, 60),
        sex[person.sex],
        padded(idNumber, 15),
        padded(person.country, 3),
      ].concat([
        padded(name, 15),
        span,
        day(birthDate),
        padded(person.version, 2),
        padded(person.authorityCode, 4),
        'I   ',
      ])
    case 'foreigner-2023':
      return [padded(name, 15), sex[person.sex], padded(person.renewals, 2), day(birthDate)].concat(
        [padded(person.englishName, 35), padded(idNumber, 18), padded('', 15), span],
        [
          padded(person.englishName.slice(35), 11),
          padded(person.country, 3),
          'Y',
          padded(person.oldNumberLink, 3),
        ],
      )
  }
}

/** Makes a chip of a person or of a raw 256-byte area. */
export function chipOf(card: CardPerson | Uint8Array, extras: CardExtras): Chip {
  const raw = card instanceof Uint8Array
  return {
    area: raw ? card.slice() : Buffer.from(characters(card).join(''), 'utf16le'),
    photo: raw ? (extras.photo ?? new Uint8Array(1_024)) : card.photo.slice(),
    newAddress:
      extras.newAddress === undefined ? null : Buffer.from(padded(extras.newAddress, 35), 'utf16le'),
    fingerprint: extras.fingerprint ?? new Uint8Array(0),
  }
}
