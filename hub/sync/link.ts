import { type Clock, err, sequential, type Timer } from '#basics'
import type { EpochData } from '#domain'
import type { Rows } from '../store/rows.ts'
import type { CityAdapter, Trouble } from './adapter.ts'
import type { CityDesk } from './desk.ts'
import type { Inbox } from './inbox.ts'
import { lateSender, revisionsOf } from './late.ts'
import { freshState } from './link_state.ts'
import { openNotes } from './notes.ts'
import { openParked } from './parked.ts'
import { type CursorStore, cityRound, heartbeatMs } from './round.ts'
import type { OutboxLog } from './send_records.ts'

/** Times of the city link, in ms. */
export const delays = { firstRetry: 500, longestRetry: 60_000, heartbeat: heartbeatMs } as const

/** What the link is made of. */
export interface CityLinkOptions {
  readonly adapter: CityAdapter
  readonly log: OutboxLog
  readonly cursors: CursorStore
  readonly rows: Rows
  readonly inbox: Inbox
  readonly clock: Clock
  /** What began the epoch of this log, when that is not the first. */
  epochBegan(): EpochData | null
  /** This hub's name among those of the centre. */
  readonly holder: string
  /** 0 ≤ x < 1, for jitter. */
  random(): number
  /** Told in words without personal data when the link fails or is back. */
  onTrouble(sentence: string | null): void
}

/** A link that is running. */
export interface OpenLink extends CityDesk {
  close(): Promise<void>
}

/**
 * Keeps a centre and the city alike: sends the log in order, each event once, brings what comes down in, compares a
 * day when it is over. The centre never waits for any of it.
 */
export function openCityLink(options: CityLinkOptions): OpenLink {
  const { adapter, log, cursors, clock, inbox } = options
  const parked = openParked(options.rows)
  const notes = openNotes(options.rows)
  const late = lateSender(adapter, log, parked)
  const inTurn = sequential()
  const state = freshState()
  const { look } = state
  let retries = 0
  let timer: Timer | null = null
  let running: Promise<void> | null = null

  const recovered = () => {
    if (state.seen.trouble !== null) options.onTrouble(null)
    retries = 0
    look({ trouble: null, lastError: null })
  }
  const round = cityRound({
    ...{ adapter, log, cursors, inbox, clock, parked, notes, late, state },
    epochBegan: options.epochBegan,
    onTaken: recovered,
  })
  const failed = (trouble: Trouble) => {
    if (state.seen.trouble?.kind !== trouble.kind) options.onTrouble(trouble.sentence)
    const longest = Math.min(delays.firstRetry * 2 ** retries, delays.longestRetry)
    retries += 1
    // Never earlier than the city has asked for; jitter keeps the sites of a city apart.
    const wait = (trouble.afterMs ?? 0) + longest * (0.5 + options.random() / 2)
    // A newer city may have come back in place of the one that was agreed with.
    if (trouble.kind === 'no-version') look({ version: null })
    const { kind, sentence, code } = trouble
    const since =
      state.seen.trouble?.kind === kind ? state.seen.trouble.since : new Date(clock.now()).toISOString()
    const retryAt = new Date(clock.now() + wait).toISOString()
    look({ state: 'retrying', lastError: sentence, trouble: { kind, sentence, code, since, retryAt } })
    timer = clock.after(wait, () => {
      look({ state: 'idle' })
      wake()
    })
  }
  const work = async () => {
    if (!(await notes.hold('city', options.holder, clock.now()))) {
      look({ state: 'standby', delivered: await cursors.get('city') })
      return
    }
    const done = await inTurn(round.run)
    await round.countParked()
    if (state.isClosed) return
    if (!done.ok) failed(done.error)
    else {
      recovered()
      look({ state: state.isPaused ? 'paused' : 'idle' })
    }
  }
  const wake = () => {
    if (state.isClosed || state.isPaused || running !== null || state.seen.state === 'retrying') return
    running = work()
      .catch((error: unknown) => {
        const sentence = `the hub's own part failed: ${error instanceof Error ? error.message : String(error)}`
        if (!state.isClosed) failed({ kind: 'refused', sentence, code: null, afterMs: null })
      })
      .finally(() => {
        running = null
        if (state.seen.state === 'idle' && state.seen.delivered < log.head()) wake()
      })
  }

  const stopListening = log.onCommitted(wake)
  const beats = clock.every(delays.heartbeat, wake)
  const ready = round.remember().then(wake)

  return {
    status: () => ({
      ...state.seen,
      head: log.head(),
      pending: Math.max(0, log.head() - state.seen.delivered),
    }),
    parked: parked.all,
    retry: (revision) =>
      inTurn(async () => {
        const records = await parked.withThoseBehind(revision)
        const sent = await late.resend(revisionsOf(records))
        await round.countParked()
        return sent
      }),
    async drop(revision, reason, staffId) {
      const dropped = await inTurn(() => parked.drop(revision, reason, staffId))
      await round.countParked()
      wake()
      return dropped
    },
    async pause() {
      state.isPaused = true
      timer?.cancel()
      await notes.write('paused', true)
      await running
      // What was under way may have failed and asked to be tried again.
      timer?.cancel()
      look({ state: 'paused' })
    },
    async resume() {
      state.isPaused = false
      await notes.write('paused', false)
      look({ state: 'idle' })
      wake()
    },
    reconcile: (day) => inTurn(async () => (state.isPaused ? err(paused) : round.compare(day))),
    inbox: inbox.all,
    find: inbox.find,
    settle: inbox.settle,
    async close() {
      state.isClosed = true
      stopListening()
      beats.cancel()
      timer?.cancel()
      adapter.close()
      await ready
      await running
      await notes.release('city', options.holder)
    },
  }
}

const paused: Trouble = { kind: 'refused', sentence: 'sending is paused by hand', code: null, afterMs: null }
