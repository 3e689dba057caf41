import { concatBytes } from './bytes.ts'

/** Bytes of a report of a raw64 HID device, without the report's id. */
export const reportBytes = 64
/** A message is at most this long in any protocol carried so: memory stays bounded whatever a head promises. */
const longestMessage = 65_536

/** How long the message is that begins with these bytes; null when none begins so. */
export type MessageLength = (start: Uint8Array) => number | null

/** Splits a message over reports of 64 bytes, the last one padded with zeros (report id 0 is not among them). */
export function toReports(message: Uint8Array): Uint8Array[] {
  const reports: Uint8Array[] = []
  for (let at = 0; at < message.length; at += reportBytes) {
    const report = new Uint8Array(reportBytes)
    report.set(message.subarray(at, at + reportBytes))
    reports.push(report)
  }
  return reports
}

/** Joins the reports of one message after another. */
export interface ReportJoiner {
  push(report: Uint8Array): void
  /** Forgets the beginning of a message whose rest is no longer expected. */
  reset(): void
  /** Bytes held, waiting for the rest of a message; less than one message. */
  readonly held: number
}

/** What a joiner needs and whom it tells. */
export interface ReportJoinerOptions {
  readonly messageLength: MessageLength
  /** A whole message, without the padding of its last report. */
  onMessage(message: Uint8Array): void
  /** A report belonged to nothing, or a message before it was never completed. */
  onDropped(): void
}

/** How long the message is that begins in a report, behind its id or at once; null when none does. */
function beginning(report: Uint8Array, messageLength: MessageLength) {
  for (const skipped of [0, 1]) {
    const length = messageLength(report.subarray(skipped))
    if (length !== null && length > 0 && length <= longestMessage) return { length, skipped }
  }
  return null
}

/**
 * Makes a joiner. A message begins where a report begins and its head says how long it is; what stands after it
 * in its last report is padding, which may be anything: some devices leave an older answer there.
 * A report that begins like a message, while the rest of another is awaited, means that a report was lost.
 * Devices that number their reports, and some systems for all devices, leave the report's id before each.
 */
export function reportJoiner({ messageLength, onMessage, onDropped }: ReportJoinerOptions): ReportJoiner {
  let parts: Uint8Array[] = []
  let held = 0
  let wanted = 0
  /** Bytes of the report's id before the message's own. */
  let idBytes = 0

  const reset = () => {
    parts = []
    held = 0
  }
  return {
    push(report) {
      const begins = beginning(report, messageLength)
      if (held > 0 && begins !== null) {
        onDropped()
        reset()
      }
      if (held === 0) {
        if (begins === null) return onDropped()
        wanted = begins.length
        idBytes = begins.skipped
      }
      const part = report.slice(idBytes, idBytes + wanted - held)
      parts.push(part)
      held += part.length
      if (held < wanted) return
      const message = concatBytes(...parts)
      // Told only after the joiner is in order: who is told may push or reset.
      reset()
      onMessage(message)
    },
    reset,
    get held() {
      return held
    },
  }
}
