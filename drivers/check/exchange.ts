import { type Clock, err, ok, type Result, type Timer } from '#basics'
import { concatBytes, sameBytes } from '../framing/bytes.ts'
import type { Transport } from '../transport/types.ts'

/** A line without a driver: bytes are sent by hand and what comes back is looked at. */
export interface RawLine {
  /**
   * Sends and listens until `isEnough` of what came, or for so many ms; an echo of what was sent is taken off.
   * What came before is forgotten.
   */
  ask(bytes: Uint8Array, waitMs: number, isEnough: (heard: Uint8Array) => boolean): Promise<Uint8Array>
  close(): Promise<void>
}

const nothing = new Uint8Array()

const withoutEcho = (heard: Uint8Array, sent: Uint8Array): Uint8Array =>
  sent.length > 0 && heard.length >= sent.length && sameBytes(heard.subarray(0, sent.length), sent)
    ? heard.subarray(sent.length)
    : heard

/** Opens a line once; the error is the operating system's sentence. */
export async function openRawLine(transport: Transport, clock: Clock): Promise<Result<RawLine, string>> {
  let hear: (bytes: Uint8Array) => void = () => undefined
  let lose: () => void = () => undefined
  const opened = await transport.open({ onData: (bytes) => hear(bytes), onClosed: () => lose() })
  if (!opened.ok) return err(opened.error)
  const link = opened.value
  return ok({
    ask: (bytes, waitMs, isEnough) =>
      new Promise((resolve) => {
        let raw: Uint8Array = nothing
        let timer: Timer | null = null
        const finish = () => {
          timer?.cancel()
          hear = () => undefined
          lose = () => undefined
          resolve(withoutEcho(raw, bytes))
        }
        hear = (portion) => {
          raw = concatBytes(raw, portion)
          if (isEnough(withoutEcho(raw, bytes))) finish()
        }
        lose = finish
        timer = clock.after(waitMs, finish)
        if (bytes.length > 0) void link.write(bytes).then((written) => written.ok || finish())
      }),
    close: () => link.close(),
  })
}

/** Why a line cannot be opened, told apart by the operating system's words. */
export type OpenTrouble = 'busy' | 'forbidden' | 'missing' | 'other'

/** Reads the operating system's sentence (serialport, libuv, Windows). */
export function openTrouble(sentence: string): OpenTrouble {
  if (/lock|busy|EBUSY|in use|temporarily unavailable|error code 170/i.test(sentence)) return 'busy'
  // On Windows a port another program holds is "Access denied".
  if (/access.? ?denied/i.test(sentence)) return 'busy'
  if (/permission|EACCES|EPERM/i.test(sentence)) return 'forbidden'
  if (/no such|ENOENT|not found|cannot find|ECONNREFUSED|EHOSTUNREACH|ENOTFOUND|ETIMEDOUT/i.test(sentence))
    return 'missing'
  return 'other'
}
