import { err, ok, type Result } from '#basics'
import { concatBytes, u16At } from '../framing/bytes.ts'
import { readText, type TextField, textWriter } from '../framing/text_record.ts'
import { dateOf, parseIdNumber } from './gb11643.ts'
import { areaBytes, flagField, layouts } from './layouts.ts'
import type { CardPerson, Foreigner2017Card, Foreigner2023Card, HmtCard, MainlandCard, Sex } from './types.ts'

/** Why what a card says is not taken: better no person than a wrong one. */
export type CardRefusal = 'wrong-size' | 'unknown-layout' | 'bad-sex' | 'bad-date' | 'bad-number'

const sexes: ReadonlyMap<string, Sex> = new Map([
  ['1', 'male'],
  ['2', 'female'],
  ['0', 'unknown'],
  ['9', 'unknown'],
])
const sexCodes = { male: '1', female: '2', unknown: '0' } as const
const longTerm = '长期'
/** Characters of a 2023 English name that lie in the first of its two places. */
const firstNamePart = 35

type CommonField = 'name' | 'sex' | 'birthDate' | 'idNumber' | 'validFrom' | 'validTo'
type Common = Pick<CardPerson, CommonField>

const reader =
  <Name extends string>(area: Uint8Array, fields: Readonly<Record<Name, TextField>>) =>
  (name: Name): string =>
    readText(area, fields[name])

function commonOf(
  at: (name: CommonField) => string,
  number: RegExp | 'gb11643',
): Result<Common, CardRefusal> {
  const sex = sexes.get(at('sex'))
  const birthDate = dateOf(at('birthDate'))
  const validFrom = dateOf(at('validFrom'))
  const validTo = at('validTo') === longTerm ? 'long-term' : dateOf(at('validTo'))
  const idNumber = at('idNumber')
  if (sex === undefined) return err('bad-sex')
  if (birthDate === null || validFrom === null || validTo === null) return err('bad-date')
  const right = number === 'gb11643' ? parseIdNumber(idNumber).ok : number.test(idNumber)
  return right ? ok({ name: at('name'), sex, birthDate, idNumber, validFrom, validTo }) : err('bad-number')
}

type Decoder<Person> = (area: Uint8Array, photo: Uint8Array) => Result<Person, CardRefusal>

const mainland: Decoder<MainlandCard> = (area, photo) => {
  const at = reader(area, layouts.mainland.fields)
  const common = commonOf(at, 'gb11643')
  if (!common.ok) return common
  const own = { nation: at('nation'), address: at('address'), authority: at('authority') }
  return ok({ kind: 'mainland', ...common.value, ...own, photo })
}

const hmt: Decoder<HmtCard> = (area, photo) => {
  const at = reader(area, layouts.hmt.fields)
  const common = commonOf(at, 'gb11643')
  if (!common.ok) return common
  const printed = { nation: null, address: at('address'), authority: at('authority') }
  const own = { passNumber: at('passNumber'), issueCount: at('issueCount') }
  return ok({ kind: 'hmt', ...common.value, ...printed, ...own, photo })
}

const foreigner2017: Decoder<Foreigner2017Card> = (area, photo) => {
  const at = reader(area, layouts['foreigner-2017'].fields)
  const common = commonOf(at, /^[0-9A-Z]{15}$/)
  if (!common.ok) return common
  const own = { englishName: at('englishName'), country: at('country'), version: at('version') }
  const authorityCode = at('authorityCode')
  return ok({ kind: 'foreigner-2017', nation: null, ...common.value, ...own, authorityCode, photo })
}

const foreigner2023: Decoder<Foreigner2023Card> = (area, photo) => {
  const at = reader(area, layouts['foreigner-2023'].fields)
  const common = commonOf(at, 'gb11643')
  if (!common.ok) return common
  const rest = at('englishNameRest')
  const englishName = rest === '' ? at('englishName') : at('englishName').padEnd(firstNamePart) + rest
  const own = { country: at('country'), renewals: at('renewals'), oldNumberLink: at('oldNumberLink') }
  return ok({ kind: 'foreigner-2023', nation: null, ...common.value, englishName, ...own, photo })
}

const decoders: Readonly<Record<string, Decoder<CardPerson>>> = {
  // The padding is gone when the flag is read, so the space of the resident card is the empty text.
  '': mainland,
  [layouts.hmt.flag]: hmt,
  [layouts['foreigner-2017'].flag]: foreigner2017,
  [layouts['foreigner-2023'].flag]: foreigner2023,
}

/** Reads the 256-byte text area of a chip (GA 467-2013 and its later layouts). */
export function decodeArea(area: Uint8Array, photo: Uint8Array): Result<CardPerson, CardRefusal> {
  if (area.length !== areaBytes) return err('wrong-size')
  const decode = decoders[readText(area, flagField)]
  return decode ? decode(area, photo) : err('unknown-layout')
}

/** Reads the data of reply 30 01: two big-endian lengths, the text area, the photo, and nothing more. */
export function decodeContent(data: Uint8Array): Result<CardPerson, CardRefusal> {
  const [textLength, photoLength] = [u16At(data, 0), u16At(data, 2)]
  if (data.length !== 4 + textLength + photoLength) return err('wrong-size')
  return decodeArea(data.subarray(4, 4 + textLength), data.slice(4 + textLength))
}

/** Every text of a card by the name of its field. */
function textsOf(person: CardPerson): Readonly<Record<string, string>> {
  const validTo = person.validTo === 'long-term' ? longTerm : person.validTo.replaceAll('-', '')
  const { photo: _, nation, ...own } = person
  const texts = {
    ...own,
    nation: nation ?? '',
    sex: sexCodes[person.sex],
    birthDate: person.birthDate.replaceAll('-', ''),
    validFrom: person.validFrom.replaceAll('-', ''),
    validTo,
  }
  if (person.kind !== 'foreigner-2023') return texts
  const [first, rest] = [person.englishName.slice(0, firstNamePart), person.englishName.slice(firstNamePart)]
  return { ...texts, englishName: first, englishNameRest: rest }
}

/** Writes the text area of a card. */
export function encodeArea(person: CardPerson): Result<Uint8Array, 'does-not-fit'> {
  const writer = textWriter(areaBytes)
  const texts = textsOf(person)
  const { fields, flag } = layouts[person.kind]
  for (const [name, field] of Object.entries(fields)) {
    const put = writer.put(field, texts[name] ?? '')
    if (!put.ok) return put
  }
  writer.put(flagField, flag)
  return ok(writer.bytes)
}

/** Writes the data of reply 30 01. */
export function encodeContent(person: CardPerson): Result<Uint8Array, 'does-not-fit'> {
  const area = encodeArea(person)
  if (!area.ok) return area
  const lengths = new Uint8Array(4)
  new DataView(lengths.buffer).setUint16(0, areaBytes)
  new DataView(lengths.buffer).setUint16(2, person.photo.length)
  return ok(concatBytes(lengths, area.value, person.photo))
}
