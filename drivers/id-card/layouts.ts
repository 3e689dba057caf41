import type { TextField } from '../framing/text_record.ts'

/** Size of the text area on the chip. */
export const areaBytes = 256

/** Which layout the area has; a space is the resident card, which had no flag. */
export const flagField: TextField = [248, 2]

/** The four layouts of the text area: field by field, offset and length in bytes, UTF-16LE. */
export const layouts = {
  // GA 467-2013, information on the chip.
  mainland: {
    flag: ' ',
    fields: {
      name: [0, 30],
      sex: [30, 2],
      nation: [32, 4],
      birthDate: [36, 16],
      address: [52, 70],
      idNumber: [122, 36],
      authority: [158, 30],
      validFrom: [188, 16],
      validTo: [204, 16],
    },
  },
  // Residence permits for people of Hong Kong, Macao and Taiwan, 2018.
  hmt: {
    flag: 'J',
    fields: {
      name: [0, 30],
      sex: [30, 2],
      birthDate: [36, 16],
      address: [52, 70],
      idNumber: [122, 36],
      authority: [158, 30],
      validFrom: [188, 16],
      validTo: [204, 16],
      passNumber: [220, 18],
      issueCount: [238, 4],
    },
  },
  // Foreigners' permanent residence cards, 2017.
  'foreigner-2017': {
    flag: 'I',
    fields: {
      englishName: [0, 120],
      sex: [120, 2],
      idNumber: [122, 30],
      country: [152, 6],
      name: [158, 30],
      validFrom: [188, 16],
      validTo: [204, 16],
      birthDate: [220, 16],
      version: [236, 4],
      authorityCode: [240, 8],
    },
  },
  // Foreigners' permanent residence cards, 2023; the English name lies in two places.
  'foreigner-2023': {
    flag: 'Y',
    fields: {
      name: [0, 30],
      sex: [30, 2],
      renewals: [32, 4],
      birthDate: [36, 16],
      englishName: [52, 70],
      idNumber: [122, 36],
      validFrom: [188, 16],
      validTo: [204, 16],
      englishNameRest: [220, 22],
      country: [242, 6],
      oldNumberLink: [250, 6],
    },
  },
} as const satisfies Record<string, { flag: string; fields: Record<string, TextField> }>
