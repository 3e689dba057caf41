import { type Clock, sleep } from '#basics'
import { type Connection, keepConnected } from '../transport/connection.ts'
import type { LinkCounters, Transport } from '../transport/types.ts'
import { echoFilter } from './echo.ts'
import { turnQueue } from './turns.ts'
import type { Heard, Rank, Turn, TurnEnd } from './types.ts'

/** The one master of a half-duplex line: many may want it, one frame is under way. */
export interface LineMaster {
  readonly up: boolean
  /** Waits for the line, sends, and waits for the answer; never rejects. */
  take<T>(turn: Turn<T>): Promise<TurnEnd<T>>
  counters(): LinkCounters
  close(): Promise<void>
}

/** What a line needs and whom it tells. */
export interface LineMasterOptions {
  readonly transport: Transport
  readonly clock: Clock
  /** Ten bits a byte: the operating system takes bytes faster than the wire does. */
  readonly baudRate: number
  readonly onUp: () => void
  readonly onDown: () => void
}

interface Waiting {
  /** Sends and listens; settled at the latest when its time is over. */
  run(): Promise<void>
  drop(): void
}

/** Opens a line and keeps it open; turns that wait when it is lost end as 'line-down'. */
export function openLineMaster(options: LineMasterOptions): LineMaster {
  const { clock } = options
  const queue = turnQueue<Waiting>()
  const echo = echoFilter()
  let listening: ((bytes: Uint8Array) => void) | null = null
  let lose: () => void = () => undefined
  let pumping = false
  let closed = false

  const connection: Connection = keepConnected({
    transport: options.transport,
    clock,
    onData: (bytes) => listening?.(echo.pass(bytes)),
    onUp() {
      options.onUp()
      void pump()
    },
    onDown() {
      lose()
      for (const each of queue.clear()) each.drop()
      options.onDown()
    },
  })
  const wireTime = (frame: Uint8Array) => Math.ceil((frame.length * 10_000) / options.baudRate)

  const count = (heard: Heard<unknown>) => {
    if (heard.kind === 'bad') return connection.count('checksumErrors')
    connection.count('framesIn')
    if (heard.kind === 'stray') connection.count('strays')
  }
  const listen = <T>({ reader, answerMs, frame }: Turn<T>, settle: (end: TurnEnd<T>) => void) => {
    let unexplained = 0
    const hear = (bytes: Uint8Array) => {
      unexplained += bytes.length
      for (const heard of reader(bytes)) {
        unexplained = 0
        count(heard)
        if (heard.kind === 'answer') settle(heard)
      }
    }
    listening = hear
    lose = () => settle({ kind: 'line-down' })
    if (answerMs === null) return clock.after(wireTime(frame), () => settle({ kind: 'sent' }))
    return clock.after(answerMs + wireTime(frame), () => {
      hear(echo.release())
      // A frame that was cut short, or whose length promised more than came.
      if (unexplained > 0) count({ kind: 'bad' })
      settle({ kind: 'no-answer' })
    })
  }
  const exchange = async <T>(turn: Turn<T>): Promise<TurnEnd<T>> => {
    const ended = Promise.withResolvers<TurnEnd<T>>()
    echo.sent(turn.frame)
    const timer = listen(turn, ended.resolve)
    const written = await connection.write(turn.frame)
    if (written.ok) connection.count('framesOut')
    else ended.resolve({ kind: 'line-down' })
    const end = await ended.promise
    timer.cancel()
    listening = null
    lose = () => undefined
    if (end.kind !== 'line-down') await sleep(clock, turn.gapMs)
    return end
  }
  const pump = async () => {
    if (pumping) return
    pumping = true
    for (;;) {
      const next = closed || !connection.up ? null : queue.next()
      if (next === null) break
      await next.run()
    }
    pumping = false
  }
  const enqueue = (rank: Rank, waiting: Waiting) => {
    if (closed || !connection.up) return waiting.drop()
    queue.add(rank, waiting)
    void pump()
  }
  return {
    get up() {
      return connection.up
    },
    take: <T>(turn: Turn<T>) =>
      new Promise<TurnEnd<T>>((resolve) =>
        enqueue(turn.rank, {
          run: () => exchange(turn).then(resolve),
          drop: () => resolve({ kind: 'line-down' }),
        }),
      ),
    counters: () => ({ ...connection.counters(), echoes: echo.echoes }),
    async close() {
      closed = true
      lose()
      for (const each of queue.clear()) each.drop()
      await connection.close()
    },
  }
}
