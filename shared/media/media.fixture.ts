import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Incoming, WantedFile } from './receive.ts'
import { requestFile } from './request_file.ts'

/** A picture of so many bytes: the signature of PNG and something behind it. */
export function pictureOf(size: number, seed = 7): Buffer {
  const bytes = Buffer.alloc(size, seed)
  Buffer.from('\x89PNG\r\n\x1a\n', 'latin1').copy(bytes)
  return bytes
}

/** What a file must be. */
export const wantedOf = (content: Buffer): WantedFile => ({
  sha256: createHash('sha256').update(content).digest('hex'),
  bytes: content.length,
})

/** A folder that is taken away again. */
export async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'civic-hall-media-'))
  try {
    await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A real HTTP server of which a test says what it answers; and the ranges it was asked for. */
export async function withServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  use: (at: { readonly url: string; readonly ranges: readonly string[] }) => Promise<void>,
): Promise<void> {
  const ranges: string[] = []
  const server = createServer((request, response) => {
    ranges.push(request.headers.range ?? 'all')
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  try {
    await use({ url: `http://127.0.0.1:${port}`, ranges })
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

/** A source that asks one address and follows nothing. */
export const sourceAt = (url: string) => async (from: number, signal: AbortSignal) => {
  const reply = await requestFile({ url: new URL(url), headers: {}, from, signal, mayReach: () => true })
  if (!reply.ok) return reply
  if ('movedTo' in reply.value) return { ok: false, error: 'address' } as const
  return { ok: true, value: reply.value satisfies Incoming } as const
}
