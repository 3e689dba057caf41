import type { Clock, Timer } from '#basics'
import { echoFilter } from '../line/echo.ts'
import { keepConnected } from '../transport/connection.ts'
import type { DeviceStatus, Transport } from '../transport/types.ts'
import type { Values } from './encode.ts'
import type { Received } from './parser.ts'
import type { Template } from './template.ts'

/** Named times of a device that speaks when it likes, ms. */
export const deviceDelays = {
  /** What is held of half a frame is given up after this silence. */
  settle: 100,
  /** A device that can be asked is asked this often. */
  ping: 5_000,
} as const

/** Questions without an answer before a device counts as silent. */
const missesAllowed = 2

/** How such a device is; one that cannot be asked is ready while its line is there. */
export type TemplateDeviceStatus = DeviceStatus<'no-answer'>

/** What a device on a line of its own needs and whom it tells. */
export interface TemplateDeviceOptions {
  readonly transport: Transport
  readonly clock: Clock
  readonly template: Template
  /** Replies with another address are counted and dropped. */
  readonly address: number
  readonly onReply: (reply: Received) => void
  readonly onStatus: (status: TemplateDeviceStatus) => void
}

/** A device on a line of its own that sends when something happens: a pad or an evaluator on RS-232. */
export interface TemplateDevice {
  /** Sends an operation; one that the template has not, or values that do not fit, are left out. */
  send(operation: string, values?: Values): void
  status(): TemplateDeviceStatus
  close(): Promise<void>
}

/** Opens the device and keeps it open. */
export function openTemplateDevice(options: TemplateDeviceOptions): TemplateDevice {
  const { clock, template, address } = options
  const echo = echoFilter()
  let parser = template.parser()
  let state: TemplateDeviceStatus['state'] = 'connecting'
  let since = clock.now()
  let misses = 0
  let silence: Timer | null = null
  let pinging: Timer | null = null

  const status = (): TemplateDeviceStatus => {
    const counters = { ...connection.counters(), echoes: echo.echoes }
    return { state, reason: state === 'faulted' ? 'no-answer' : null, since, counters }
  }
  const report = (next: TemplateDeviceStatus['state']) => {
    if (state === next) return
    state = next
    since = clock.now()
    options.onStatus(status())
  }
  const take = (found: ReturnType<typeof parser.push>) => {
    for (const each of found) {
      if (!each.ok) {
        connection.count('checksumErrors')
        continue
      }
      connection.count('framesIn')
      const from = each.value.values.address
      if (from !== undefined && from !== address) {
        connection.count('strays')
        continue
      }
      misses = 0
      report('ready')
      options.onReply(each.value)
    }
  }
  const send = (operation: string, values: Values = {}) => {
    const frame = template.encode(operation, { address, ...values })
    if (!frame.ok) return
    echo.sent(frame.value)
    void connection.write(frame.value).then((written) => {
      if (written.ok) connection.count('framesOut')
    })
  }
  const ping = () => {
    misses += 1
    if (misses > missesAllowed) report('faulted')
    send('ping')
  }
  const connection = keepConnected({
    transport: options.transport,
    clock,
    onData(bytes) {
      silence?.cancel()
      silence = clock.after(deviceDelays.settle, () => {
        take(parser.push(echo.release()))
        take(parser.settle())
      })
      take(parser.push(echo.pass(bytes)))
    },
    onUp() {
      parser = template.parser()
      misses = 0
      if (!template.can('ping')) return report('ready')
      report('connecting')
      pinging = clock.every(deviceDelays.ping, ping)
      ping()
    },
    onDown() {
      pinging?.cancel()
      silence?.cancel()
      report('absent')
    },
  })
  return {
    send,
    status,
    async close() {
      pinging?.cancel()
      silence?.cancel()
      await connection.close()
    },
  }
}
