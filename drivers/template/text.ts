import iconv from 'iconv-lite'
import { lineInRom } from '../framing/rom_charset.ts'
import type { TextEncoding } from './schema.ts'

/** Text in bytes; null when a character has no place in the encoding or is a control character. */
export function writeText(encoding: TextEncoding, text: string): Uint8Array | null {
  if (/\p{Cc}/u.test(text)) return null
  if (encoding === 'ascii')
    return /^[\x20-\x7e]*$/.test(text) ? Uint8Array.from(text, (character) => character.charCodeAt(0)) : null
  const codec = encoding === 'gb2312' ? 'gbk' : encoding
  const bytes = Uint8Array.from(iconv.encode(text, codec))
  if (iconv.decode(Buffer.from(bytes), codec, { stripBOM: false }) !== text) return null
  return encoding === 'gb2312' && !lineInRom('gb2312', text) ? null : bytes
}

/** Bytes as text; null when they are none in this encoding. */
export function readText(encoding: TextEncoding, bytes: Uint8Array): string | null {
  const codec = encoding === 'ascii' ? 'latin1' : encoding === 'gb2312' ? 'gbk' : encoding
  const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), codec, {
    stripBOM: false,
  })
  const written = writeText(encoding, text)
  return written !== null && written.length === bytes.length && written.every((byte, i) => byte === bytes[i])
    ? text
    : null
}

/** Bytes of one character at the most, for cutting a text where a character ends. */
export function cutText(encoding: TextEncoding, text: string, size: number): string {
  let kept = ''
  for (const character of text) {
    const next = writeText(encoding, kept + character)
    if (next === null || next.length > size) return kept
    kept += character
  }
  return kept
}
