/** What a medium can be shown as. */
export type FileKind = 'picture' | 'video' | 'text'

/** What a file is by its first bytes: how it is shown, and the type a browser is told. */
export interface FileType {
  readonly kind: FileKind
  readonly contentType: string
}

/** How much of a file is looked at, bytes. */
export const headBytes = 4_096

const picture = (contentType: string): FileType => ({ kind: 'picture', contentType })
const video = (contentType: string): FileType => ({ kind: 'video', contentType })

/** ISO/IEC 14496-12 4.3: major brands of stills, which begin as films do. */
const stillBrands = /^(avif|avis|heic|heix|mif1|msf1)$/

const ascii = (head: Uint8Array, from: number, to: number) => String.fromCharCode(...head.subarray(from, to))

/** Control characters that no text for people has; tab, line feed and carriage return are none of them. */
const isControl = (character: string) =>
  character < ' ' && character !== '\n' && character !== '\r' && character !== '\t'

function isText(head: Uint8Array): boolean {
  try {
    // The head may end within a character: `stream` lets that pass.
    const words = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return words.length > 0 && ![...words].some(isControl)
  } catch {
    return false
  }
}

/**
 * Tells a medium by its first bytes, never by its name: PNG (ISO/IEC 15948 5.2), JPEG (ISO/IEC 10918-1 B.1.1), WebP
 * (RFC 9649 2.4), MP4 (ISO/IEC 14496-12 4.3), WebM (RFC 8794 EBML header), UTF-8 text. Null for all else: SVG and HTML
 * are text here and are shown as words.
 */
export function fileTypeOf(head: Uint8Array): FileType | null {
  if (ascii(head, 0, 8) === '\x89PNG\r\n\x1a\n') return picture('image/png')
  if (ascii(head, 0, 3) === '\xff\xd8\xff') return picture('image/jpeg')
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP') return picture('image/webp')
  if (ascii(head, 4, 8) === 'ftyp') return stillBrands.test(ascii(head, 8, 12)) ? null : video('video/mp4')
  if (ascii(head, 0, 4) === '\x1a\x45\xdf\xa3')
    return ascii(head, 4, 64).includes('webm') ? video('video/webm') : null
  return isText(head) ? { kind: 'text', contentType: 'text/plain; charset=utf-8' } : null
}
