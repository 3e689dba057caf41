import type { Duplex } from 'node:stream'
import { err, ok } from '#basics'
import type { Link, LinkHandlers } from './types.ts'

/**
 * Makes a link of an open byte stream; `shut` closes what is underneath.
 * `end`, `error` and `close` of the stream all mean the same to a driver: the link is gone, once.
 */
export function linkOverStream(stream: Duplex, handlers: LinkHandlers, shut: () => Promise<void>): Link {
  const unsettled = new Set<() => void>()
  let state: 'open' | 'lost' | 'closed' = 'open'

  const leave = (next: 'lost' | 'closed') => {
    state = next
    // A serial stream never calls back for writes that its closing overtook.
    for (const fail of unsettled) fail()
    unsettled.clear()
  }
  const lost = (reason: string) => {
    if (state !== 'open') return
    leave('lost')
    void shut()
    handlers.onClosed(reason)
  }
  stream.on('data', (bytes: Uint8Array) => {
    if (state === 'open') handlers.onData(bytes)
  })
  stream.on('end', () => lost('the other end hung up'))
  stream.on('error', (error: Error) => lost(error.message))
  stream.on('close', (error: unknown) => lost(error instanceof Error ? error.message : 'closed'))

  return {
    write: (bytes) =>
      new Promise((resolve) => {
        if (state !== 'open') return resolve(err('write-failed'))
        const fail = () => resolve(err('write-failed'))
        unsettled.add(fail)
        stream.write(bytes, (error) => {
          unsettled.delete(fail)
          resolve(error ? err('write-failed') : ok(undefined))
        })
      }),
    async close() {
      if (state !== 'open') return
      leave('closed')
      await shut()
    },
  }
}
