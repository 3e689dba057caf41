import { z } from 'zod'

/** A name inside a template: of a part, a field, an operation. */
const name = z.string().regex(/^[a-z][a-zA-Z0-9-]*$/, 'a name: a small letter, then letters, digits and -')

/** Bytes in hexadecimal, `A5 5A`; spaces do not count. */
const hex = z.string().regex(/^\s*([0-9a-fA-F]{2}\s*)+$/, 'pairs of hexadecimal digits, for instance "A5 5A"')

const order = z.enum(['high-first', 'low-first'])

/** Checksums a template may name; CRCs are reflected A001, starting with FFFF (modbus) or 0000 (arc). */
const checksumKinds = ['sum8', 'xor8', 'crc16-modbus', 'crc16-arc'] as const

/** Encodings of text; `gb2312` is the narrow set of 1980, refused beyond it. */
const textEncodings = ['ascii', 'gbk', 'gb2312', 'utf-16le', 'utf-16be'] as const

/** From one named part to another, both counted; `start` and `end` are the ends of the frame. */
const range = (from: string, to: string) => ({ from: name.default(from), to: name.default(to) })

const fixedPart = z.union([
  z.strictObject({ id: name.optional(), bytes: hex }),
  z.strictObject({
    id: name.optional(),
    ascii: z
      .string()
      .regex(/^[\x20-\x7e]+$/, 'printable ASCII')
      .max(64),
  }),
])

const numberPart = z.strictObject({
  field: name,
  /** `binary` and `bcd` take `size` bytes, `decimal` and `hex` are `size` ASCII digits. */
  number: z.enum(['binary', 'bcd', 'decimal', 'hex']),
  size: z.int().min(1).max(8),
  order: order.default('high-first'),
  /** Added before sending and taken off after receiving: addresses that count from 0 or 80. */
  add: z.int().min(-65_536).max(65_536).default(0),
  /** For ASCII digits: what fills the places before the number. */
  fill: z.enum(['zero', 'space']).default('zero'),
})

const textPart = z.strictObject({
  field: name,
  text: z.enum(textEncodings),
  /** Bytes; absent: as long as the text is. */
  size: z.int().min(1).max(512).optional(),
  /** Fills a text that is shorter than `size`. */
  pad: z
    .string()
    .regex(/^[0-9a-fA-F]{2}$/, 'one byte in hexadecimal, for instance "20"')
    .default('20'),
  align: z.enum(['left', 'right']).default('left'),
  /** What becomes of a text longer than `size`. */
  tooLong: z.enum(['refuse', 'cut']).default('refuse'),
})

const printfPart = z.strictObject({
  /** C's printf, as far as devices' manuals use it: `%d`, `%03d`, `%2d`, `%02X`, `%s`, `%6s`. */
  printf: z.string().min(1).max(128),
  /** The field each `%` takes, in order. */
  fields: z.array(name).max(16),
  text: z.enum(textEncodings).default('ascii'),
})

const payloadPart = z.union([fixedPart, numberPart, textPart, printfPart])

const framePart = z.union([
  payloadPart,
  z.strictObject({
    length: z.strictObject({
      ...range('payload', 'payload'),
      size: z.union([z.literal(1), z.literal(2)]).default(1),
      order: order.default('high-first'),
      add: z.int().min(-64).max(64).default(0),
    }),
  }),
  z.strictObject({ command: z.literal(true) }),
  z.strictObject({ payload: z.literal(true) }),
  z.strictObject({
    checksum: z.strictObject({
      kind: z.enum(checksumKinds),
      /** `before`: all that stands before the checksum. */
      ...range('start', 'before'),
      /** Of the two bytes of a CRC. */
      order: order.default('low-first'),
      /** `ascii-hex`: two or four digits in capitals. */
      as: z.enum(['binary', 'ascii-hex']).default('binary'),
    }),
  }),
])

const message = z.strictObject({
  /** Stands where the frame has `command`. */
  command: hex.optional(),
  /** Stands where the frame has `payload`; or the whole frame where there is no frame. */
  payload: z.array(payloadPart).max(24).default([]),
  note: z.string().optional(),
})

/** What an integrator writes about a device's protocol: one JSON file in `resources/devices`. */
export const templateSchema = z.strictObject({
  name,
  /** What it is for, where it comes from, what was verified. */
  about: z.string().min(1),
  /** A made-up example, to be replaced by what was captured on site. */
  example: z.boolean().default(false),
  line: z
    .strictObject({
      baudRate: z.int().min(300).max(921_600).default(9_600),
      /** Longest wait for an answer after a frame has left, ms. */
      answerMs: z.int().min(5).max(5_000).default(200),
      /** Silence between frames, ms. */
      gapMs: z.int().min(0).max(1_000).default(20),
    })
    .prefault({}),
  /** The envelope of what is sent. */
  frame: z
    .array(framePart)
    .min(1)
    .max(24)
    .default([{ payload: true }]),
  /** The envelope of what is received, where it differs. */
  replyFrame: z.array(framePart).min(1).max(24).optional(),
  /** Bytes that may not stand bare, and what stands for them: `{"A5": "A6 02"}`; applied last, removed first. */
  escape: z
    .strictObject({
      ...range('start', 'end'),
      pairs: z.record(
        z.string().regex(/^[0-9a-fA-F]{2}$/, 'the byte that is escaped, two hexadecimal digits: "A5"'),
        hex,
      ),
    })
    .optional(),
  operations: z.record(name, message).default({}),
  replies: z.record(name, message).default({}),
  /** What the numbers in a reply's field `key` mean. */
  keys: z.record(z.string(), name).default({}),
})

/** A template as it is written. */
export type TemplateInput = z.input<typeof templateSchema>
/** A template with its defaults filled in. */
export type TemplateConfig = z.output<typeof templateSchema>
/** One part of a frame: fixed bytes, a field or a checksum. */
export type FramePart = z.output<typeof framePart>
/** One message of a template: its frame and what it means. */
export type Message = z.output<typeof message>
/** Which byte of a number goes first. */
export type ByteOrder = z.output<typeof order>
/** How a checksum is reckoned. */
export type ChecksumKind = (typeof checksumKinds)[number]
/** How text becomes bytes. */
export type TextEncoding = (typeof textEncodings)[number]
