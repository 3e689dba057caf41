import { type Clock, err, ok, type Result, type Timer } from '#basics'
import { type MessageLength, reportJoiner, toReports } from '../framing/hid_reports.ts'
import type { LinkHandlers, Transport } from './types.ts'

/** What an open HID device reports. */
export interface HidHandlers {
  /** A report without its id; of a device that is polled (`poll`) none comes so. */
  onReport(report: Uint8Array): void
  /** The device is gone; called once, never after `close`. */
  onClosed(reason: string): void
}

/** An open HID device: as little of it as a message exchange needs, so that tests hold one in memory. */
export interface OpenHid {
  /** Sends one report of 64 bytes; false when it was not taken. */
  write(report: Uint8Array): Promise<boolean>
  /** Asks for the next report of a device that does not send any by itself; null when it has none. */
  readonly poll: (() => Promise<Uint8Array | null>) | null
  close(): Promise<void>
}

/** A way to one HID device. */
export interface HidPort {
  /** For people: `hid://0400:c35a`. */
  readonly name: string
  /** Opens it; the error is a sentence. */
  open(handlers: HidHandlers): Promise<Result<OpenHid, string>>
}

/** A device that is polled is asked this often and, after the last word to it, for this long, ms. */
const polling = { every: 15, lasts: 5_000 } as const

/** What a HID link needs. */
export interface HidTransportOptions {
  readonly port: HidPort
  readonly clock: Clock
  /** Where the messages of the device's protocol end: padding is told from them so. */
  readonly messageLength: MessageLength
}

/** Asks a polled device again and again until it is told to stop, gives nothing for long, or fails. */
function poller(
  clock: Clock,
  poll: () => Promise<Uint8Array | null>,
  onReport: (report: Uint8Array) => void,
) {
  let timer: Timer | null = null
  let until = 0
  let asking = false
  const ask = async () => {
    asking = true
    const report = await poll().catch(() => null)
    asking = false
    if (until === 0) return
    if (report !== null) onReport(report)
    if (until !== 0 && clock.now() < until) timer = clock.after(polling.every, () => void ask())
  }
  return {
    start() {
      until = clock.now() + polling.lasts
      timer?.cancel()
      if (!asking) void ask()
    },
    stop() {
      until = 0
      timer?.cancel()
    },
  }
}

/** Opens the device and makes a link of it. */
async function openLink({ port, clock, messageLength }: HidTransportOptions, handlers: LinkHandlers) {
  let isOpen = true
  const joiner = reportJoiner({
    messageLength,
    onMessage(message) {
      asker?.stop()
      handlers.onData(message)
    },
    onDropped: () => handlers.onSpoilt?.(),
  })
  const receive = (report: Uint8Array) => {
    if (isOpen) joiner.push(report)
  }
  let asker: ReturnType<typeof poller> | null = null
  const end = () => {
    isOpen = false
    asker?.stop()
    joiner.reset()
  }
  const opened = await port.open({
    onReport: receive,
    onClosed(reason) {
      if (!isOpen) return
      end()
      handlers.onClosed(reason)
    },
  })
  if (!opened.ok) return opened
  const { poll } = opened.value
  if (poll !== null) asker = poller(clock, poll, receive)
  return ok({
    async write(bytes: Uint8Array) {
      // The host speaks first: what is left of an earlier answer can no longer be completed.
      if (joiner.held > 0) handlers.onSpoilt?.()
      joiner.reset()
      for (const report of toReports(bytes)) {
        if (!isOpen || !(await opened.value.write(report))) return err('write-failed' as const)
      }
      asker?.start()
      return ok(undefined)
    },
    async close() {
      end()
      await opened.value.close()
    },
  })
}

/**
 * Reaches a device that carries a protocol of its own in HID reports of 64 bytes (raw64: report id 0, zero
 * padded). A driver sees bytes as over any other line; whole messages, without padding.
 */
export const hidTransport = (options: HidTransportOptions): Transport => ({
  name: options.port.name,
  open: (handlers) => openLink(options, handlers),
})
