import { assert } from '#basics'
import { replyWanted } from './commands.ts'
import { type ExchangeOutcome, openExchange } from './exchange.ts'
import { type FittedText, fitText } from './fitter.ts'
import { newSign, nextData, type Sign, wholeSign } from './sign.ts'
import { type SignLine, type SignLineOptions, type SignReason, type SignStatus, signDelays } from './types.ts'

/** Attempts for a sign that is well, and for one known to be silent. */
const attempts = { usual: 3, faulted: 1 } as const

/**
 * Opens a line of Onbon BX-5K/6K signs of 64×16 dots: sends on change and every 45 s, waits ≤ 300 ms
 * for each answer, tries three times, leaves 20 ms between frames. A sign known to be silent holds up
 * the others by one attempt at most. Devices that are missing are a status, never an error.
 */
export function openSignLine(options: SignLineOptions): SignLine {
  const { clock } = options
  const legal = (address: number) => Number.isInteger(address) && address > 0 && address < 0xfffe
  assert(options.addresses.every(legal), 'sign addresses lie between 1 and 65533')
  const signs = new Map(options.addresses.map((address) => [address, newSign(address, clock)]))
  let queue: Sign[] = []
  let broadcast: FittedText | null = null
  let pumping = false
  let closed = false

  const statusOf = ({ state, reason, since }: Sign): SignStatus => {
    return { state, reason, since, counters: exchange.connection.counters() }
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
  const settled = (sign: Sign, outcome: ExchangeOutcome) => {
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
    sign.pending = null
    const { version } = sign
    const tries = sign.state === 'faulted' ? attempts.faulted : attempts.usual
    const outcome = await exchange.ask(sign.address, nextData(sign, clock.now()), tries)
    if (closed) return
    // A text wanted meanwhile is already queued: its own exchange sets the timer.
    if (sign.version === version) settled(sign, outcome)
    else if (outcome === 'ack') report(sign, 'ready', null)
  }
  const pump = async () => {
    if (pumping) return
    pumping = true
    while (!closed && exchange.connection.up) {
      const toAll = broadcast
      broadcast = null
      if (toAll !== null) await exchange.tell(wholeSign(toAll, true, replyWanted.no))
      const sign = queue.find(({ pending }) => pending === 'change') ?? queue[0]
      if (sign === undefined) break
      await serve(sign)
    }
    pumping = false
  }
  const want = (sign: Sign, fitted: FittedText, flashUntil: number) => {
    sign.timer?.cancel()
    Object.assign(sign, { wanted: fitted, flashUntil, lit: false })
    sign.version += 1
    enqueue(sign, 'change')
  }

  const exchange = openExchange({
    transport: options.transport,
    clock,
    ack: options.ack ?? 'onbon',
    baudRate: options.baudRate ?? 57_600,
    onUp() {
      for (const sign of signs.values()) {
        report(sign, 'connecting', null)
        enqueue(sign, 'change')
      }
    },
    onDown() {
      broadcast = null
      for (const sign of signs.values()) report(sign, 'absent', null)
    },
  })

  return {
    show(address, text, { flash = false } = {}) {
      const sign = signs.get(address)
      if (sign === undefined) return null
      const fitted = fitText(text)
      want(sign, fitted, flash ? clock.now() + signDelays.flash : 0)
      return fitted
    },
    showAll(text) {
      const fitted = fitText(text)
      broadcast = fitted
      for (const sign of signs.values()) want(sign, fitted, 0)
      return fitted
    },
    status: () => new Map([...signs].map(([address, sign]) => [address, statusOf(sign)])),
    async close() {
      closed = true
      for (const sign of signs.values()) sign.timer?.cancel()
      await exchange.connection.close()
    },
  }
}
