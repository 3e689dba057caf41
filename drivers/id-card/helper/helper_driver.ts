import type { Clock, Timer } from '#basics'
import type { Transport } from '../../transport/types.ts'
import type { IdCardReader, IdCardReaderOptions } from '../driver.ts'
import type { CardListener } from '../placement.ts'
import { readerStatus } from '../reader_status.ts'
import { type HelperCards, type HelperStep, helperCards, stepOf } from './helper_cards.ts'
import { helperTalk } from './helper_talk.ts'

/** The wait before a reader that is away or faulted is asked again, ms. */
const troublePause = 2_000
/** The state of the reader itself is asked for at every so many polls. */
const statusEvery = 10

/** What a reader behind a helper needs; whom it tells is as with a reader on a line. */
export interface HelperReaderOptions
  extends Pick<IdCardReaderOptions, 'onCard' | 'onCardLifted' | 'onCardUnreadable' | 'onStatus'> {
  /** The helper's standard input and output (`programTransport`). */
  readonly transport: Transport
  readonly clock: Clock
}

/**
 * Runs a reader that only a vendor's library can reach, through a helper program that speaks JSON lines
 * (docs/drivers/driver-helper.md): finds and reads card after card, and starts the helper anew when it ends,
 * hangs, writes garbage or mixes placements.
 */
export function openHelperReader(options: HelperReaderOptions): IdCardReader {
  const { clock } = options
  let closed = false
  let waiting: Timer | null = null
  let current: HelperCards | null = null

  const talk = helperTalk({
    transport: options.transport,
    clock,
    onUp() {
      if (closed) return
      status.change('connecting')
      current = helperCards({ talk, clock, listener })
      void serve(current)
    },
    onDown(reason) {
      const lost = current
      current = null
      lost?.end()
      if (closed) return
      if (reason === 'gone') status.change('absent')
      else status.change('faulted', reason === 'version' ? 'helper-version' : 'no-answer')
    },
  })
  const status = readerStatus(clock, talk.counters, options.onStatus)
  const listener: CardListener = {
    onCard: (person, sessionId) => void (closed || options.onCard(person, sessionId)),
    onCardLifted: (sessionId) => void (closed || options.onCardLifted(sessionId)),
    onCardUnreadable: (reason) => void (closed || options.onCardUnreadable?.(reason)),
  }
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      waiting = clock.after(ms, resolve)
    })

  const askStatus = async (cards: HelperCards): Promise<HelperStep> => {
    const answer = await talk.ask({ do: 'status' })
    if (current !== cards) return { over: true }
    if (!answer.ok) return stepOf(answer.error)
    if (!('reader' in answer.value)) {
      talk.distrust('the helper answered a status with something else')
      return { over: true }
    }
    if (answer.value.serial !== null) status.identify(answer.value.serial)
    status.change('ready')
    return { pause: 0 }
  }
  /** Serves one life of the helper. */
  const serve = async (cards: HelperCards) => {
    for (let turn = 0; current === cards && !closed; turn += 1) {
      const isReady = status.current().state === 'ready'
      const step = isReady && turn % statusEvery !== 0 ? await cards.poll() : await askStatus(cards)
      if (current !== cards || closed || 'over' in step) return
      if ('trouble' in step) {
        cards.forget()
        if (step.trouble === 'absent') status.change('absent')
        else status.change('faulted', step.trouble)
      }
      const wait = 'trouble' in step ? troublePause : step.pause
      if (wait > 0) await pause(wait)
    }
  }

  return {
    status: status.current,
    async close() {
      closed = true
      waiting?.cancel()
      current?.end()
      current = null
      await talk.close()
    },
  }
}
