import { assert } from '#basics'
import type { FittedText } from './fitter.ts'
import { newSign, nextFrame, type Sign } from './sign.ts'
import { type Outcome, signExchange } from './sign_exchange.ts'
import {
  type SignMembers,
  type SignMembersOptions,
  type SignOrderEnd,
  type SignReason,
  type SignStatus,
  signDelays,
} from './types.ts'

/** Attempts for a sign that is well, and for one known to be silent. */
const attempts = { usual: 3, faulted: 1 } as const

/**
 * Keeps signs on a line: sends on change and every 45 s, waits for each answer, tries three times. A sign known
 * to be silent is tried once every 5 s. Devices that are missing are a status, never an error.
 */
export function signMembers(options: SignMembersOptions): SignMembers {
  const { clock, line, protocol } = options
  const [lowest, highest] = protocol.addresses
  const isLegal = (address: number) => Number.isInteger(address) && address >= lowest && address <= highest
  assert(options.addresses.every(isLegal), `sign addresses lie between ${lowest} and ${highest}`)
  const { ask, tell } = signExchange(options)
  const signs = new Map(options.addresses.map((address) => [address, newSign(address, clock)]))
  let queue: Sign[] = []
  let broadcasts: Uint8Array[] = []
  let pumping = false
  let closed = false

  const statusOf = ({ state, reason, since }: Sign): SignStatus => {
    return { state, reason, since, counters: line.counters() }
  }
  const report = (sign: Sign, state: SignStatus['state'], reason: SignReason | null) => {
    if (sign.state === state && sign.reason === reason) return
    Object.assign(sign, { state, reason, since: clock.now() })
    options.onStatus(sign.address, statusOf(sign))
  }
  const enqueue = (sign: Sign, kind: 'change' | 'refresh') => {
    if (closed) return
    if (sign.pending === null) queue.push(sign)
    sign.pending = sign.pending === 'change' ? 'change' : kind
    void pump()
  }
  const later = (sign: Sign, ms: number, kind: 'change' | 'refresh') => {
    sign.timer?.cancel()
    sign.timer = clock.after(ms, () => enqueue(sign, kind))
  }
  const settled = (sign: Sign, outcome: Outcome) => {
    if (outcome === 'ack') report(sign, 'ready', null)
    else if (outcome !== 'line-down') report(sign, 'faulted', outcome)
    if (outcome !== 'ack') {
      sign.flashUntil = 0
      later(sign, signDelays.probe, 'refresh')
    } else if (clock.now() < sign.flashUntil || (sign.wanted !== null && !sign.lit)) {
      later(sign, signDelays.flashStep, 'change')
    } else later(sign, signDelays.refresh, 'refresh')
  }
  const serve = async (sign: Sign) => {
    queue = queue.filter((other) => other !== sign)
    const rank = sign.pending === 'change' && sign.wanted !== null ? 'call' : 'refresh'
    sign.pending = null
    const { version } = sign
    const tries = sign.state === 'faulted' ? attempts.faulted : attempts.usual
    const frame = nextFrame(sign, protocol, clock.now())
    const isEmpty = frame === null || frame.length === 0
    const outcome = isEmpty ? 'ack' : await ask(sign.address, frame, rank, tries)
    if (closed) return
    // A text wanted meanwhile is already queued: its own exchange sets the timer.
    if (sign.version === version) settled(sign, outcome)
    else if (outcome === 'ack') report(sign, 'ready', null)
  }
  const pump = async () => {
    if (pumping) return
    pumping = true
    while (!closed && line.up) {
      const toAll = broadcasts.shift()
      if (toAll !== undefined) await tell(toAll)
      const sign = queue.find(({ pending }) => pending === 'change') ?? queue[0]
      if (sign === undefined && broadcasts.length === 0) break
      if (sign !== undefined) await serve(sign)
    }
    pumping = false
  }
  const want = (sign: Sign, fitted: FittedText, flashUntil: number) => {
    sign.timer?.cancel()
    Object.assign(sign, { wanted: fitted, flashUntil, lit: false })
    sign.version += 1
    enqueue(sign, 'change')
  }
  const toAll = (frame: Uint8Array | null) => {
    if (frame !== null && line.up) broadcasts.push(frame)
    return frame !== null
  }
  return {
    show(address, text, { flash = false } = {}) {
      const sign = signs.get(address)
      if (sign === undefined) return null
      const fitted = protocol.fit(text)
      want(sign, fitted, flash ? clock.now() + signDelays.flash : 0)
      return fitted
    },
    showAll(text) {
      const fitted = protocol.fit(text)
      // Of texts for all only the last one counts.
      broadcasts = []
      toAll(protocol.showAll(fitted))
      for (const sign of signs.values()) want(sign, fitted, 0)
      return fitted
    },
    async order(address, order): Promise<SignOrderEnd> {
      const frame = signs.has(address) ? protocol.order(address, order, new Date(clock.now())) : null
      return frame === null ? 'unknown' : ask(address, frame, 'refresh', attempts.usual)
    },
    orderAll(order) {
      const isThere = toAll(protocol.orderAll(order, new Date(clock.now())))
      void pump()
      return isThere
    },
    status: () => new Map([...signs].map(([address, sign]) => [address, statusOf(sign)])),
    lineUp() {
      for (const sign of signs.values()) {
        report(sign, 'connecting', null)
        enqueue(sign, 'change')
      }
    },
    lineDown() {
      broadcasts = []
      for (const sign of signs.values()) report(sign, 'absent', null)
    },
    async close() {
      closed = true
      for (const sign of signs.values()) sign.timer?.cancel()
    },
  }
}
