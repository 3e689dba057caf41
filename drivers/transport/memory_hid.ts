import { err, ok } from '#basics'
import { type MessageLength, reportBytes, reportJoiner, toReports } from '../framing/hid_reports.ts'
import type { HidHandlers, HidPort } from './hid.ts'
import type { SimulatorPort } from './types.ts'

/** Both ends of a HID device held in memory: the driver's port and the simulator's hand on it. */
export interface MemoryHid extends SimulatorPort {
  readonly port: HidPort
  /** Every report the host sent, as it came. */
  readonly written: readonly Uint8Array[]
  /** What stands after a message in its last report; zeros unless told otherwise. */
  setPadding(pad: (at: number) => number): void
  /** Loses the report with this index of the next message to the host, from 0. */
  loseReport(index: number): void
  /** Tells the device's reports one at a time: they wait until `flush`. */
  hold(): void
  /** Hands over so many of the held reports, all if left out. */
  flush(count?: number): void
  unplug(): void
  plugIn(): void
}

/** Makes a HID device in memory; `polled` gives its reports only when it is asked for them. */
export function memoryHid(messageLength: MessageLength, polled = false): MemoryHid {
  const written: Uint8Array[] = []
  const waiting: Uint8Array[] = []
  let handlers: HidHandlers | null = null
  let receive: (bytes: Uint8Array) => void = () => undefined
  let pad: (at: number) => number = () => 0
  let lost: number | null = null
  let held = false
  let plugged = true
  const joiner = reportJoiner({
    messageLength,
    onMessage: (message) => receive(message),
    onDropped: () => undefined,
  })
  const flush = (count = waiting.length) => {
    for (const report of waiting.splice(0, count)) handlers?.onReport(report)
  }

  return {
    written,
    flush,
    port: {
      name: 'hid://memory',
      async open(given) {
        if (!plugged) return err('no such device')
        handlers = given
        return ok({
          async write(report) {
            if (handlers !== given || report.length !== reportBytes) return false
            written.push(report.slice())
            joiner.push(report)
            return true
          },
          poll: polled ? async () => waiting.shift() ?? null : null,
          async close() {
            if (handlers === given) handlers = null
          },
        })
      },
    },
    send(bytes) {
      const reports = toReports(bytes)
      const last = reports.at(-1)
      for (let at = bytes.length % reportBytes; last !== undefined && at > 0 && at < reportBytes; at += 1)
        last[at] = pad(at)
      waiting.push(...reports.filter((_, i) => i !== lost))
      lost = null
      if (!held && !polled) flush()
    },
    onBytes(given) {
      receive = given
    },
    setPadding(given) {
      pad = given
    },
    loseReport(index) {
      lost = index
    },
    hold() {
      held = true
    },
    unplug() {
      plugged = false
      waiting.length = 0
      const open = handlers
      handlers = null
      open?.onClosed('device removed')
    },
    plugIn() {
      plugged = true
    },
  }
}
