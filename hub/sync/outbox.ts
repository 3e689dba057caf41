import type { Clock, Timer } from '#basics'
import type { RecordedEvent } from '#domain'
import { type CityLink, cityAck, cityCodes } from '#protocol'
import { type CityParty, cityMessage } from './message.ts'

/** Times of the city link, in ms. */
export const delays = { firstRetry: 500, longestRetry: 60_000, heartbeat: 15_000, answer: 10_000 } as const

const batch = 200

/** The log as the outbox sees it: a place in it is all the state the link needs. */
export interface OutboxLog {
  head(): number
  eventsAfter(after: number, limit: number): Promise<readonly RecordedEvent[]>
  /** Calls back after each commit; returns the way to stop. */
  onCommitted(listener: () => void): () => void
}

/** Where the link's place in the log is kept across restarts. */
export interface CursorStore {
  get(name: string): Promise<number>
  set(name: string, value: number): Promise<void>
}

/** What the city link is made of. */
export interface OutboxOptions {
  readonly url: string
  readonly party: CityParty
  readonly log: OutboxLog
  readonly cursors: CursorStore
  readonly clock: Clock
  /** 0 ≤ x < 1, for jitter. */
  random(): number
  newId(): string
  /** Told in words without personal data when the link fails or is back. */
  onTrouble(sentence: string | null): void
}

/** A link that is running. */
export interface Outbox {
  status(): CityLink
  close(): Promise<void>
}

const cursorName = 'city'

/** Sends the log to the city in order, each event once, for as long as it takes; the centre never waits for it. */
export function startOutbox(options: OutboxOptions): Outbox {
  const { log, cursors, clock, url } = options
  const abort = new AbortController()
  let delivered = 0
  let state: CityLink['state'] = 'idle'
  let lastDeliveredAt: string | null = null
  let lastError: string | null = null
  let retry = 0
  let lastSent = Number.NEGATIVE_INFINITY
  let timer: Timer | null = null
  let running: Promise<void> | null = null
  let closed = false

  const wake = () => {
    if (closed || running !== null || state === 'retrying') return
    running = drain().finally(() => {
      running = null
      if (!closed && state === 'idle' && delivered < log.head()) wake()
    })
  }
  const failed = (sentence: string) => {
    if (lastError === null) options.onTrouble(sentence)
    lastError = sentence
    state = 'retrying'
    const longest = Math.min(delays.firstRetry * 2 ** retry, delays.longestRetry)
    retry += 1
    timer = clock.after(longest * (0.5 + options.random() / 2), () => {
      state = 'idle'
      wake()
    })
  }
  const settle = async (nextRevision: number) => {
    if (lastError !== null) options.onTrouble(null)
    lastError = null
    retry = 0
    delivered = nextRevision - 1
    await cursors.set(cursorName, delivered)
    lastDeliveredAt = new Date(clock.now()).toISOString()
  }
  /** Sends one message; true when there may be more to send. */
  const sendOnce = async (): Promise<boolean> => {
    const events = await log.eventsAfter(delivered, batch)
    lastSent = clock.now()
    const message = cityMessage(options.party, events, log.head(), options.newId(), lastSent)
    const response = await fetch(`${url}/api/v1/exchange`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
      signal: AbortSignal.any([abort.signal, AbortSignal.timeout(delays.answer)]),
      redirect: 'error',
    })
    const ack = cityAck.safeParse(await response.json())
    if (!ack.success) throw new Error(`answered ${response.status} without a receipt`)
    const { code, message: words, nextRevision } = ack.data
    const isSequence = code === cityCodes.sequenceGap && nextRevision <= log.head() + 1
    if (code !== cityCodes.ok && !isSequence) throw new Error(`refused with code ${code}: ${words}`)
    if (isSequence && nextRevision - 1 === delivered) throw new Error(`the city wants ${nextRevision} again`)
    if (nextRevision > log.head() + 1) throw new Error('the city holds more of this site than its own log')
    await settle(nextRevision)
    return delivered < log.head()
  }
  const drain = async () => {
    state = 'sending'
    try {
      // Another hub of the centre may have sent some of it.
      delivered = await cursors.get(cursorName)
      while (!closed && (await sendOnce())) state = 'sending'
      state = 'idle'
    } catch (error) {
      if (!closed) failed(error instanceof Error ? error.message : String(error))
    }
  }

  const stopListening = log.onCommitted(wake)
  const heartbeat = clock.every(delays.heartbeat, () => {
    if (clock.now() - lastSent >= delays.heartbeat) wake()
  })
  wake()

  return {
    status: () => ({
      state,
      head: log.head(),
      delivered,
      pending: Math.max(0, log.head() - delivered),
      lastDeliveredAt,
      lastError,
    }),
    async close() {
      closed = true
      stopListening()
      heartbeat.cancel()
      timer?.cancel()
      abort.abort()
      await running
    },
  }
}
