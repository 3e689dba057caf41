import { parseIdNumber } from '#domain'

/** Who is coming, as typed. */
export interface Person {
  readonly name: string
  readonly idNumber: string
  readonly phone: string
}

/** What is wrong with a field: a name of the words that say it. */
export type Fault = 'name' | 'length' | 'character' | 'phone'
/** What is wrong, field by field. */
export type Faults = { readonly [Field in keyof Person]?: Fault }

const idLength = 18

/** A number or code as it is meant: full-width characters, and the spaces and dashes people group figures with. */
export const figures = (text: string): string => text.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase()

/** A person as they are meant. */
export const tidied = ({ name, idNumber, phone }: Person): Person => ({
  name: name.trim(),
  idNumber: figures(idNumber),
  phone: figures(phone),
})

/** What is wrong with what was typed, by field; empty when all of it can be sent. */
export function faultsOf({ name, idNumber, phone }: Person): Faults {
  return {
    ...(name.length < 2 ? { name: 'name' } : {}),
    ...(parseIdNumber(idNumber).ok
      ? {}
      : { idNumber: idNumber.length === idLength ? 'character' : 'length' }),
    ...(/^1\d{10}$/.test(phone) ? {} : { phone: 'phone' }),
  }
}
