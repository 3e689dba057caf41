import { err, ok, type Result } from '#basics'
import { fromHex } from '../framing/bytes.ts'
import type { NumberShape } from './numbers.ts'
import type { ByteOrder, ChecksumKind, FramePart, Message, TextEncoding } from './schema.ts'

interface Common {
  /** By which ranges name it. */
  readonly id: string
}

/** A text's place in a frame; `size` null = as long as it is. */
export interface TextShape {
  readonly encoding: TextEncoding
  readonly size: number | null
  readonly pad: number
  readonly align: 'left' | 'right'
  readonly cut: boolean
}

/** One part of a frame, ready to be written and found. */
export type Part =
  | (Common & { readonly kind: 'fixed'; readonly bytes: Uint8Array })
  | (Common & { readonly kind: 'number'; readonly field: string; readonly shape: NumberShape })
  | (Common & { readonly kind: 'text'; readonly field: string; readonly shape: TextShape })
  | (Common & {
      readonly kind: 'length'
      readonly from: string
      readonly to: string
      readonly size: 1 | 2
      readonly order: ByteOrder
      readonly add: number
    })
  | (Common & {
      readonly kind: 'checksum'
      readonly sum: ChecksumKind
      readonly from: string
      readonly to: string
      readonly order: ByteOrder
      readonly as: 'binary' | 'ascii-hex'
    })

const ascii = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))

const conversion = /%(?:(%)|(0?)(\d*)([dXs]))/g

/** Takes a printf pattern apart; the error is a sentence for whoever wrote it. */
function printfParts(
  pattern: string,
  fields: readonly string[],
  encoding: TextEncoding,
): Result<Part[], string> {
  const parts: Part[] = []
  let at = 0
  let used = 0
  const fixed = (text: string) => {
    if (text !== '') parts.push({ id: '', kind: 'fixed', bytes: ascii(text) })
  }
  for (const found of pattern.matchAll(conversion)) {
    const [whole, percent, zero, width, kind] = found
    fixed(pattern.slice(at, found.index))
    at = found.index + whole.length
    if (percent === '%') {
      fixed('%')
      continue
    }
    const field = fields[used]
    used += 1
    if (field === undefined) return err(`"${pattern}" has more % than fields: name one for ${whole}`)
    if (kind === 's') {
      const size = width === '' ? null : Number(width)
      if (size !== null && (size < 1 || size > 512))
        return err(`"${pattern}": ${whole} takes 1 to 512 places`)
      const shape: TextShape = { encoding, size, pad: 0x20, align: 'right', cut: false }
      parts.push({ id: field, kind: 'text', field, shape })
      continue
    }
    if (width === '' || width === undefined)
      return err(`"${pattern}": give ${whole} a width, for instance %03d; a number without one has no end`)
    if (Number(width) < 1 || Number(width) > 8) return err(`"${pattern}": ${whole} takes 1 to 8 places`)
    const shape: NumberShape = {
      number: kind === 'X' ? 'hex' : 'decimal',
      size: Number(width),
      order: 'high-first',
      add: 0,
      fill: zero === '0' ? 'zero' : 'space',
    }
    parts.push({ id: field, kind: 'number', field, shape })
  }
  fixed(pattern.slice(at))
  const rest = pattern.replace(conversion, '')
  if (rest.includes('%')) return err(`"${pattern}": only %d, %X, %s and %% are understood`)
  if (/[^\x20-\x7e]/.test(rest)) return err(`"${pattern}": only printable ASCII besides the % fields`)
  return used < fields.length ? err(`"${pattern}" has fewer % than fields`) : ok(parts)
}

/** Makes the parts of a frame from its envelope and one message; the error is a sentence. */
export function partsOf(frame: readonly FramePart[], message: Message): Result<Part[], string> {
  const places = frame.filter((part) => 'payload' in part).length
  if (places > 1) return err('the frame has two places for the payload: leave one')
  if (places === 0 && message.payload.length > 0)
    return err('has a "payload", and the frame no place for it: add {"payload": true} to the frame')
  if (message.command !== undefined && !frame.some((part) => 'command' in part))
    return err('has a "command", and the frame no place for it: add {"command": true} to the frame')
  return partsWithin(frame, message)
}

function partsWithin(frame: readonly FramePart[], message: Message): Result<Part[], string> {
  const parts: Part[] = []
  for (const part of frame) {
    if ('command' in part) {
      if (message.command === undefined) return err('needs a "command": the frame has a place for it')
      parts.push({ id: 'command', kind: 'fixed', bytes: fromHex(message.command) })
    } else if ('payload' in part) {
      const inner = partsWithin(message.payload, message)
      if (!inner.ok) return inner
      // A range may end at "payload" also where the payload is empty.
      parts.push({ id: 'payload', kind: 'fixed', bytes: new Uint8Array() }, ...inner.value)
      parts.push({ id: 'payload', kind: 'fixed', bytes: new Uint8Array() })
    } else if ('bytes' in part) parts.push({ id: part.id ?? '', kind: 'fixed', bytes: fromHex(part.bytes) })
    else if ('ascii' in part) parts.push({ id: part.id ?? '', kind: 'fixed', bytes: ascii(part.ascii) })
    else if ('number' in part) {
      const { field, ...shape } = part
      parts.push({ id: field, kind: 'number', field, shape })
    } else if ('printf' in part) {
      const inner = printfParts(part.printf, part.fields, part.text)
      if (!inner.ok) return inner
      parts.push(...inner.value)
    } else if ('field' in part) {
      const { field, text, size = null, pad, align, tooLong } = part
      const shape = { encoding: text, size, pad: Number.parseInt(pad, 16), align, cut: tooLong === 'cut' }
      parts.push({ id: field, kind: 'text', field, shape })
    } else if ('length' in part) parts.push({ id: 'length', kind: 'length', ...part.length })
    else {
      const { kind: sum, ...rest } = part.checksum
      parts.push({ id: 'checksum', kind: 'checksum', sum, ...rest })
    }
  }
  return ok(parts)
}
