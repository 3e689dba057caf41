import type { Clock, Timer } from '#basics'
import type { AnswerReader } from '../line/types.ts'
import { pressGuard, type Received, type Template } from '../template/index.ts'
import {
  type PadAction,
  type PadMembers,
  type PadMembersOptions,
  type PadStatus,
  padActionOf,
  padDelays,
} from './types.ts'

/** Questions in a row without an answer before a pad is doubted, and before it counts as silent. */
const misses = { doubtful: 2, silent: 6 } as const

interface Pad {
  readonly address: number
  readonly isFresh: (action: PadAction) => boolean
  state: PadStatus['state']
  since: number
  misses: number
  /** The running number of the last key that was counted; null for a pad that may have begun to count anew. */
  taken: number | null
  timer: Timer | null
  /** Tells the questions of an earlier line from those of this one. */
  life: number
}

const newPad = (address: number, clock: Clock): Pad => ({
  address,
  isFresh: pressGuard(() => clock.now()),
  state: 'connecting',
  since: clock.now(),
  misses: 0,
  taken: null,
  timer: null,
  life: 0,
})

const readerOf = (template: Template, address: number): AnswerReader<Received> => {
  const parser = template.parser()
  return (bytes) =>
    parser.push(bytes).map((found) => {
      if (!found.ok) return { kind: 'bad' as const }
      const from = found.value.values.address
      const isFrom = from === undefined || from === address
      return isFrom ? { kind: 'answer' as const, value: found.value } : { kind: 'stray' as const }
    })
}

/** Asks the pads of a line in turn; a silent one is asked every two seconds and holds nobody up. */
export function padMembers(options: PadMembersOptions): PadMembers {
  const { clock, line, template } = options
  const { answerMs, gapMs } = template.config.line
  const pads = new Map(options.addresses.map((address) => [address, newPad(address, clock)]))
  let closed = false

  const statusOf = ({ state, since }: Pad): PadStatus => ({
    state,
    reason: state === 'faulted' ? 'no-answer' : null,
    since,
    counters: line.counters(),
  })
  const report = (pad: Pad, state: PadStatus['state']) => {
    if (pad.state === state) return
    Object.assign(pad, { state, since: clock.now() })
    if (state === 'faulted' || state === 'absent') pad.taken = null
    options.onStatus(pad.address, statusOf(pad))
  }
  const pressed = (pad: Pad, { values }: Received, wasReady: boolean) => {
    const { serial } = values
    if (typeof serial === 'number') {
      if (serial === pad.taken) return
      pad.taken = serial
    }
    const action = padActionOf(template.config.keys[String(values.key)])
    // A key that waited in a pad nobody reached is old: whoever pressed it has gone on by hand.
    if (wasReady && action !== null && pad.isFresh(action)) options.onPress(pad.address, action)
  }
  const answered = (pad: Pad, reply: Received) => {
    const wasReady = pad.state === 'ready'
    pad.misses = 0
    report(pad, 'ready')
    if (reply.name === 'key') pressed(pad, reply, wasReady)
  }
  const poll = async (pad: Pad, life: number) => {
    const { address } = pad
    const frame = template.encode('poll', { address, taken: pad.taken ?? 0 })
    if (!frame.ok) return report(pad, 'faulted')
    const reader = readerOf(template, address)
    const end = await line.take({ rank: 'poll', frame: frame.value, answerMs, gapMs, reader })
    if (closed || pad.life !== life || end.kind === 'line-down') return
    if (end.kind === 'answer') answered(pad, end.value)
    else {
      pad.misses += 1
      if (pad.misses >= misses.silent) report(pad, 'faulted')
    }
    next(pad, paceOf(pad))
  }
  const paceOf = (pad: Pad) => {
    if (pad.state === 'faulted') return padDelays.silent
    return pad.misses >= misses.doubtful ? padDelays.doubtful : padDelays.poll
  }
  const next = (pad: Pad, ms: number) => {
    const { life } = pad
    pad.timer = clock.after(ms, () => void poll(pad, life))
  }
  const stop = (pad: Pad) => {
    pad.timer?.cancel()
    pad.life += 1
  }
  return {
    send(address, operation, values = {}) {
      const frame = template.encode(operation, { address, ...values })
      if (!frame.ok || !pads.has(address)) return
      const reader = readerOf(template, address)
      void line.take({ rank: 'poll', frame: frame.value, answerMs, gapMs, reader })
    },
    status: () => new Map([...pads].map(([address, pad]) => [address, statusOf(pad)])),
    lineUp() {
      for (const pad of pads.values()) {
        stop(pad)
        pad.misses = 0
        report(pad, 'connecting')
        void poll(pad, pad.life)
      }
    },
    lineDown() {
      for (const pad of pads.values()) {
        stop(pad)
        report(pad, 'absent')
      }
    },
    close() {
      closed = true
      for (const pad of pads.values()) stop(pad)
    },
  }
}
