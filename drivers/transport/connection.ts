import { type Clock, err, ok, type Result, sequential, type Timer } from '#basics'
import type { Link, LinkCounters, Transport } from './types.ts'

/** Waits between attempts to reopen a lost link, in ms. */
export const delays = { firstRetry: 250, longestRetry: 2_000 } as const

type Tally = { -readonly [Each in keyof LinkCounters]: LinkCounters[Each] }

const nothingCounted: Tally = {
  bytesIn: 0,
  bytesOut: 0,
  framesIn: 0,
  framesOut: 0,
  checksumErrors: 0,
  strays: 0,
  echoes: 0,
  reconnects: 0,
  lastFault: null,
}

/** A link that is found again whenever it is lost, with one write queue and counters. */
export interface Connection {
  readonly up: boolean
  /** Writes after all earlier writes; refused at once while the link is down. */
  write(bytes: Uint8Array): Promise<Result<void, 'not-connected' | 'write-failed'>>
  counters(): LinkCounters
  /** Drivers count what only they can see: frames and checksum errors. */
  count(what: 'framesIn' | 'framesOut' | 'checksumErrors' | 'strays' | 'echoes'): void
  noteFault(sentence: string): void
  /** Gives up an open link that leads nowhere; it is opened again like a lost one. */
  drop(reason: string): void
  close(): Promise<void>
}

/** How long attempts wait for each other; what is left out is as in `delays`. */
export interface ConnectionPatience {
  readonly longestRetry: number
  /** A link counts as found again, and the waits begin anew, only when it has been up for this long, ms. */
  readonly steadyAfter: number
}

/** What a driver is told about its link. */
export interface ConnectionOptions {
  readonly transport: Transport
  readonly clock: Clock
  readonly patience?: ConnectionPatience
  onData(bytes: Uint8Array): void
  onUp(): void
  onDown(reason: string): void
}

/** Opens a transport and keeps it open: retries with back-off until closed. */
export function keepConnected(options: ConnectionOptions): Connection {
  const { transport, clock, patience = { longestRetry: delays.longestRetry, steadyAfter: 0 } } = options
  const enqueue = sequential()
  const tally = { ...nothingCounted }
  let link: Link | null = null
  let retry: Timer | null = null
  let delay: number = delays.firstRetry
  let wasUp = false
  /** The driver has been told that the link is down: it is told once, however many attempts fail. */
  let told = false
  let closed = false
  let upSince: number | null = null

  const lost = (reason: string) => {
    if (upSince !== null && clock.now() - upSince >= patience.steadyAfter) delay = delays.firstRetry
    upSince = null
    link = null
    tally.lastFault = reason
    if (!told) options.onDown(reason)
    told = true
    retry = clock.after(delay, () => void attempt())
    delay = Math.min(delay * 2, patience.longestRetry)
  }
  const attempt = async () => {
    // A link may be lost before its opening is reported.
    const life: { reported: boolean; lostEarly: string | null } = { reported: false, lostEarly: null }
    const opened = await transport.open({
      onData(bytes) {
        tally.bytesIn += bytes.length
        options.onData(bytes)
      },
      onSpoilt() {
        tally.checksumErrors += 1
      },
      onClosed(reason) {
        if (closed) return
        if (life.reported) lost(reason)
        else life.lostEarly = reason
      },
    })
    life.reported = true
    if (closed) return opened.ok ? opened.value.close() : undefined
    if (!opened.ok) return lost(opened.error)
    if (life.lostEarly !== null) return lost(life.lostEarly)
    up(opened.value)
  }
  const up = (opened: Link) => {
    if (wasUp) tally.reconnects += 1
    wasUp = true
    link = opened
    told = false
    upSince = clock.now()
    options.onUp()
  }
  void attempt()

  return {
    get up() {
      return link !== null
    },
    write: (bytes) =>
      enqueue(async () => {
        if (link === null) return err('not-connected')
        const written = await link.write(bytes)
        if (!written.ok) return written
        tally.bytesOut += bytes.length
        return ok(undefined)
      }),
    counters: () => ({ ...tally }),
    count(what) {
      tally[what] += 1
    },
    noteFault(sentence) {
      tally.lastFault = sentence
    },
    drop(reason) {
      const open = link
      if (open === null || closed) return
      lost(reason)
      void open.close()
    },
    async close() {
      closed = true
      retry?.cancel()
      const open = link
      link = null
      await open?.close()
    },
  }
}
