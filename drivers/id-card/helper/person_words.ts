import { z } from 'zod'

const date = z.iso.date()
const text = (characters: number) => z.string().max(characters)

const common = {
  name: text(15),
  sex: z.enum(['male', 'female', 'unknown']),
  birthDate: date,
  idNumber: text(18),
  validFrom: date,
  validTo: z.union([date, z.literal('long-term')]),
}

/**
 * A person in fields, for libraries that hide the chip's text area. The objects are closed: a line with a photo,
 * or with anything else that is not listed, is garbage.
 */
export const cardPersonWords = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('mainland'),
    ...common,
    /** Empty on a chip that says nothing of it. */
    nation: z.string().regex(/^(\d{2})?$/),
    address: text(35),
    authority: text(15),
  }),
  z.strictObject({
    kind: z.literal('hmt'),
    ...common,
    address: text(35),
    authority: text(15),
    passNumber: text(9),
    issueCount: text(2),
  }),
  z.strictObject({
    kind: z.literal('foreigner-2017'),
    ...common,
    englishName: text(60),
    country: text(3),
    version: text(2),
    authorityCode: text(4),
  }),
  z.strictObject({
    kind: z.literal('foreigner-2023'),
    ...common,
    englishName: text(46),
    country: text(3),
    renewals: text(2),
    oldNumberLink: text(3),
  }),
])
/** A holder as the helper program tells of one. */
export type CardPersonWords = z.output<typeof cardPersonWords>
