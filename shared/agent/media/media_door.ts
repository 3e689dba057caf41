import type { IncomingMessage, ServerResponse } from 'node:http'
import { mediumFilePath } from '#protocol'
import { isSameSecret } from '../page_session.ts'
import type { MediaCache } from './media_cache.ts'

const pattern = new RegExp(`^${mediumFilePath('')}([0-9a-f]{64})$`)

/**
 * Answers for the files this machine keeps, to its own pages, under the same path as the hub does; false for every
 * other address. A file that is not here whole is not found: the hub's answer would not be quicker than the cache.
 */
export function answerMedium(
  request: IncomingMessage,
  response: ServerResponse,
  { token, media }: { readonly token: string; readonly media: (() => MediaCache | null) | null },
): boolean {
  const sha256 = request.method === 'GET' ? pattern.exec(request.url ?? '')?.[1] : undefined
  if (sha256 === undefined || media === null) return false
  const secret = request.headers.authorization?.replace(/^Bearer /, '') ?? ''
  const isOwnPage = isSameSecret(secret, token)
  const file = isOwnPage ? (media()?.answer(sha256, request.headers.range) ?? null) : null
  if (file === null) {
    response.writeHead(isOwnPage ? 404 : 401).end()
    return true
  }
  response.writeHead(file.status, file.headers)
  // A disk that fails half way cuts the answer off: a page never takes half a file for a whole one.
  if (file.body === null) response.end()
  else file.body.on('error', () => response.destroy()).pipe(response)
  response.on('close', () => file.body?.destroy())
  return true
}
