import { appendFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Clock, systemClock, type Timer } from '#basics'
import { keepConnected, type Transport, toHex, transportAt } from '#drivers'
import type { DriversCommand } from '../drivers.ts'
import { type Chunk, shown } from './traffic.ts'

/** Bytes that come closer together than this are shown as one chunk, ms: most devices leave longer silences. */
const together = 8

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
  let hex = ''
  let silence: Timer | null = null
  const end = () => {
    if (hex === '') return
    first ??= since
    onChunk({ at: new Date(since).toISOString(), ms: since - first, hex })
    hex = ''
  }
  const connection = keepConnected({
    transport,
    clock,
    onData(bytes) {
      if (hex === '') since = clock.now()
      hex += toHex(bytes)
      silence?.cancel()
      silence = clock.after(together, end)
    },
    onUp: () => onState(`listening on ${transport.name}; nothing is sent`),
    onDown: (reason) => onState(`${transport.name}: ${reason}; trying again`),
  })
  return {
    async close() {
      silence?.cancel()
      end()
      await connection.close()
    },
  }
}

const usage = 'npm run drivers -- capture <address> [--baud=9600] [--save=FILE] [--hex]'

const say = (line: string) => process.stdout.write(`${line}\n`)
const complain = (line: string) => {
  process.stderr.write(`${line}\n`)
  return 2
}

/** Shows what goes over a line, as hexadecimal and GBK, and keeps it as JSON lines. */
export const captureCommand: DriversCommand = {
  summary: 'listen to a line without sending: <address> [--baud --save FILE --hex]',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        baud: { type: 'string', default: '9600' },
        save: { type: 'string' },
        hex: { type: 'boolean', default: false },
      },
    })
    const baudRate = Number(values.baud)
    if (!Number.isInteger(baudRate) || baudRate < 300) return complain(`--baud=${values.baud} is no rate`)
    const transport = transportAt(positionals[0] ?? '', { baudRate })
    if (!transport.ok) return complain(`which line? a serial path or tcp://host:port\n${usage}`)
    const listening = capture({
      transport: transport.value,
      clock: systemClock(),
      onChunk(chunk) {
        say(shown(chunk, !values.hex))
        if (values.save !== undefined) appendFileSync(values.save, `${JSON.stringify(chunk)}\n`)
      },
      onState: complain,
    })
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
    })
    await listening.close()
    return 0
  },
}
