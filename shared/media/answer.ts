import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import type { KeptFile } from './media_folder.ts'

/** An HTTP answer with a file, or a part of one. */
export interface FileAnswer {
  readonly status: 200 | 206 | 416
  readonly headers: Readonly<Record<string, string>>
  readonly body: Readable | null
}

type Span = { readonly from: number; readonly to: number }

/**
 * What a Range header asks of so many bytes (RFC 9110 14.2): null = everything, also for what is no single range;
 * 'none' = nothing that is there.
 */
export function spanOf(range: string | undefined, bytes: number): Span | 'none' | null {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range?.trim() ?? '')
  const [, first = '', last = ''] = found ?? []
  if (first === '' && last === '') return null
  if (first === '') {
    const length = Math.min(Number(last), bytes)
    return length === 0 ? 'none' : { from: bytes - length, to: bytes - 1 }
  }
  const from = Number(first)
  const to = last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1)
  if (last !== '' && Number(last) < from) return null
  return from < bytes ? { from, to } : 'none'
}

/** Answers with a kept file; a file named by its hash never changes, so whoever has it need not ask again. */
export function fileAnswer(
  sha256: string,
  { path, bytes, contentType }: KeptFile,
  range: string | undefined,
): FileAnswer {
  const headers = {
    'content-type': contentType,
    'accept-ranges': 'bytes',
    'cache-control': 'private, max-age=31536000, immutable',
    etag: `"${sha256}"`,
    'x-content-type-options': 'nosniff',
    // Whoever opens the address itself gets a file and no page.
    'content-security-policy': "default-src 'none'; sandbox",
  }
  const span = spanOf(range, bytes)
  if (span === 'none')
    return {
      status: 416,
      headers: { ...headers, 'content-range': `bytes */${bytes}`, 'content-length': '0' },
      body: null,
    }
  if (span === null)
    return {
      status: 200,
      headers: { ...headers, 'content-length': String(bytes) },
      body: createReadStream(path),
    }
  const { from, to } = span
  return {
    status: 206,
    headers: {
      ...headers,
      'content-range': `bytes ${from}-${to}/${bytes}`,
      'content-length': String(to - from + 1),
    },
    body: createReadStream(path, { start: from, end: to }),
  }
}
