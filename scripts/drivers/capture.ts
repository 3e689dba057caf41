import { appendFileSync } from 'node:fs'
import { type Clock, err, ok, type Result, systemClock, type Timer } from '#basics'
import { keepConnected, type Transport, toHex, transportAt } from '#drivers'
import type { DriversCommand } from '../drivers.ts'
import { complain, ending, numberOf, readOptions, say } from './talk.ts'
import { type Chunk, shown } from './traffic.ts'

/** Bytes that come closer together than this are shown as one chunk, ms: most devices leave longer silences. */
const together = 8
/** A line that is never silent is cut here, in bytes: it must show something, and take no more room than that. */
const longestChunk = 1_024

/** What listening needs and whom it tells. */
export interface CaptureOptions {
  readonly transport: Transport
  readonly clock: Clock
  readonly onChunk: (chunk: Chunk) => void
  readonly onState: (sentence: string) => void
}

/** Listens to a line and never sends; bytes are joined to chunks by the silence between them. */
export function capture({ transport, clock, onChunk, onState }: CaptureOptions): { close(): Promise<void> } {
  let first: number | null = null
  let since = 0
  let held: Uint8Array = new Uint8Array()
  let silence: Timer | null = null
  const end = (length = held.length) => {
    if (length === 0) return
    first ??= since
    onChunk({ at: new Date(since).toISOString(), ms: since - first, hex: toHex(held.subarray(0, length)) })
    held = held.slice(length)
    since = clock.now()
  }
  const connection = keepConnected({
    transport,
    clock,
    onData(bytes) {
      if (held.length === 0) since = clock.now()
      held = Buffer.concat([held, bytes])
      while (held.length >= longestChunk) end(longestChunk)
      silence?.cancel()
      silence = clock.after(together, () => end())
    },
    onUp: () =>
      onState(
        `${transport.name}: 正在监听，不发送任何字节 / listening, nothing is sent (Ctrl+C 结束 / ends it)`,
      ),
    onDown: (reason) => onState(`${transport.name}: ${reason}；会再试 / trying again`),
  })
  return {
    async close() {
      silence?.cancel()
      end()
      await connection.close()
    },
  }
}

/** Writes at the end of a file, which may fill its disk; the error is the operating system's sentence. */
function append(file: string, text: string): Result<void, string> {
  try {
    appendFileSync(file, text)
    return ok(undefined)
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error))
  }
}

/** Shows what goes over a line, as hexadecimal and GBK, and keeps it as JSON lines. */
export const captureCommand: DriversCommand = {
  summary: 'listen to a line without sending: <address> [--baud --save FILE --hex]',
  async run(args) {
    const read = readOptions(
      args,
      {
        baud: { type: 'string', default: '9600' },
        save: { type: 'string' },
        hex: { type: 'boolean', default: false },
      },
      1,
    )
    if (!read.ok) return complain(read.error)
    const { values, positionals } = read.value
    const [address = ''] = positionals
    const baudRate = numberOf(values.baud, 300, 921_600)
    if (baudRate === null) return complain(`--baud=${values.baud}: 300–921600`)
    const transport = transportAt(address, { baudRate })
    if (address.startsWith('spool://') || !transport.ok)
      return complain(
        `${address}: 听哪条线？串口路径或 tcp://主机:端口 / which line? a serial path or tcp://host:port\n${this.summary}`,
      )
    const { save } = values
    const kept = save === undefined ? ok(undefined) : append(save, '')
    if (!kept.ok) return complain(`--save: ${kept.error}`)
    const end = ending()
    let code = 0
    const listening = capture({
      transport: transport.value,
      clock: systemClock(),
      onChunk(chunk) {
        say(shown(chunk, !values.hex))
        const saved = save === undefined ? ok(undefined) : append(save, `${JSON.stringify(chunk)}\n`)
        if (saved.ok) return
        code = complain(`--save: ${saved.error}`)
        end.now()
      },
      onState: complain,
    })
    await end.told
    await listening.close()
    return code
  },
}
