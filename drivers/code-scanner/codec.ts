import type { ScannedCode } from './types.ts'

/** Longest code that is looked at, in characters; QR codes hold thousands, ours never do. */
export const longestCode = 256

/** What a scanner was set to put around each code. */
export interface CodeAffixes {
  readonly prefix: string
  readonly suffix: string
}

const id = '[A-Za-z0-9_-]{1,64}'
/** The phone page of a ticket, on whatever host it is reached: only the id is used, no address is ever followed. */
const ticketLink = new RegExp(`^https?://[^/?#\\s]+/t/(${id})/?$`, 'i')
const bookingLink = new RegExp(`^https?://[^/?#\\s]+/b/(${id})/?$`, 'i')
const bookingCode = new RegExp(`^BOOKING:(${id})$`, 'i')
/** A ticket's id alone: a ULID in capitals. */
const ticketCode = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/

/** `]Q1`, `]C0`, `]d2` …: the kind of code, which scanners can be set to put before its text (ISO/IEC 15424). */
const symbologyId = /^\][A-Za-z][0-9A-Za-z]/

/** What a scanned text means: `https://…/t/<id>` and a bare ULID are tickets, `https://…/b/<id>` and `BOOKING:<id>` bookings. */
export function scannedCode(scanned: string): ScannedCode {
  if (scanned.length > longestCode) return { kind: 'unknown' }
  const text = scanned.replace(symbologyId, '')
  const ticketId = ticketLink.exec(text)?.[1] ?? ticketCode.exec(text)?.[0]
  if (ticketId !== undefined) return { kind: 'ticket', ticketId }
  const bookingId = bookingLink.exec(text)?.[1] ?? bookingCode.exec(text)?.[1]
  return bookingId === undefined ? { kind: 'unknown' } : { kind: 'booking', bookingId }
}

/** The text of a ticket's or booking's code; `base` is where phones reach the hub. */
export const codeText = (code: Exclude<ScannedCode, { kind: 'unknown' }>, base: string): string =>
  code.kind === 'ticket'
    ? `${base.replace(/\/$/, '')}/t/${code.ticketId}`
    : `${base.replace(/\/$/, '')}/b/${code.bookingId}`

/** The text a scanner's line carries between its affixes; null when it has other ones or bytes that no code of ours has. */
export function lineText(line: Uint8Array, { prefix, suffix }: CodeAffixes): string | null {
  if (line.length > longestCode + prefix.length + suffix.length) return null
  if (!line.every((byte) => byte >= 0x20 && byte < 0x7f)) return null
  const text = String.fromCharCode(...line)
  const isWhole = text.length >= prefix.length + suffix.length
  if (!isWhole || !text.startsWith(prefix) || !text.endsWith(suffix)) return null
  return text.slice(prefix.length, text.length - suffix.length)
}

/** Writes the line of a code as a scanner would, ended by CR LF. */
export const codeLine = (text: string, { prefix, suffix }: CodeAffixes): Uint8Array =>
  new TextEncoder().encode(`${prefix}${text}${suffix}\r\n`)
