import type { DeviceStatus } from '../transport/types.ts'

/** Sex as the card says it (GB/T 2261.1: 1, 2; 0 and 9 are unknown). */
export type Sex = 'male' | 'female' | 'unknown'

/** What every card of GA 467-2013 and its later forms says. */
interface CardCommon {
  /** Chinese name as printed; empty on a foreigner's card without one. */
  readonly name: string
  readonly sex: Sex
  /** `YYYY-MM-DD`. */
  readonly birthDate: string
  /** 18 characters with a checked check character; 15 on the 2017 card for foreigners. */
  readonly idNumber: string
  /** `YYYY-MM-DD`. */
  readonly validFrom: string
  /** `YYYY-MM-DD`, or the card never expires (长期). */
  readonly validTo: string | 'long-term'
  /** The portrait in WLT form, 1024 bytes or none; its decoder is licensed, so it is kept as it is. */
  readonly photo: Uint8Array
}

/** Resident identity card (居民身份证). */
export interface MainlandCard extends CardCommon {
  readonly kind: 'mainland'
  /** GB/T 3304 code, two digits, as on the chip; `nationName` gives the word. */
  readonly nation: string
  readonly address: string
  readonly authority: string
}

/** Residence permit for people of Hong Kong, Macao and Taiwan (港澳台居民居住证). */
export interface HmtCard extends CardCommon {
  readonly kind: 'hmt'
  readonly nation: null
  readonly address: string
  readonly authority: string
  /** Number of the travel permit the card stands on. */
  readonly passNumber: string
  /** How often a card was issued, two digits. */
  readonly issueCount: string
}

/** Foreigner's permanent residence card of 2017 (外国人永久居留身份证). */
export interface Foreigner2017Card extends CardCommon {
  readonly kind: 'foreigner-2017'
  readonly nation: null
  readonly englishName: string
  /** ISO 3166 alpha-3. */
  readonly country: string
  readonly version: string
  readonly authorityCode: string
}

/** Foreigner's permanent residence card of 2023, the five-star card. */
export interface Foreigner2023Card extends CardCommon {
  readonly kind: 'foreigner-2023'
  readonly nation: null
  readonly englishName: string
  /** ISO 3166 numeric, three digits. */
  readonly country: string
  /** How often the card was renewed, two digits. */
  readonly renewals: string
  /** Links the card to the number of an older one. */
  readonly oldNumberLink: string
}

/** What was read from a card: one of four layouts, chosen by a flag on the chip. */
export type CardPerson = MainlandCard | HmtCard | Foreigner2017Card | Foreigner2023Card

/** Why a reader is faulted. */
export type IdCardFault =
  | 'no-answer'
  | 'garbled'
  | 'unauthorised'
  | 'self-test-failed'
  /** A helper program speaks another version of the contract. */
  | 'helper-version'

/** How an ID card reader is, with the module it holds. */
export interface IdCardStatus extends DeviceStatus<IdCardFault> {
  /** The SAM module's number as printed on it, once it was asked. */
  readonly samId: string | null
}

/** Why a card that lies there could not be read; the visitor lifts it and lays it down again. */
export type CardFailure = 'read-failed' | 'not-understood' | 'no-answer'
