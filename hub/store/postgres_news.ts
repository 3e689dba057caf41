import type { Clock, Timer } from '#basics'
import { type Client, openClient } from '#postgres'
import { hubConnection } from './postgres_pool.ts'

const channel = 'civic_hall'
const againMs = 1_000

/** Announcements of the log's end by whoever appends. */
export interface PostgresNews {
  watch(listener: (head: number) => void): () => void
  close(): Promise<void>
}

/**
 * Listens on a connection of its own, and opens another one a second after it breaks. What is announced meanwhile is
 * lost: whoever watches also asks now and then.
 */
export function listenToPostgres(url: string, clock: Clock): PostgresNews {
  const listeners = new Set<(head: number) => void>()
  let client: Client | null = null
  let retry: Timer | null = null
  let isClosed = false

  const again = (broken: Client) => {
    if (isClosed || client !== broken) return
    client = null
    void broken.end().catch(() => undefined)
    retry = clock.after(againMs, open)
  }
  const open = () => {
    const opened = openClient(url, hubConnection)
    client = opened
    opened.on('error', () => again(opened))
    opened.on('end', () => again(opened))
    opened.on('notification', ({ payload }) => {
      const head = Number(payload)
      if (Number.isSafeInteger(head)) for (const listener of listeners) listener(head)
    })
    opened
      .connect()
      .then(() => opened.query(`LISTEN ${channel}`))
      .catch(() => again(opened))
  }
  open()

  return {
    watch(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      isClosed = true
      retry?.cancel()
      await client?.end().catch(() => undefined)
    },
  }
}
