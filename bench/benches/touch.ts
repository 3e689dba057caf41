import { durationFigure, type Figure, spread } from '../figures.ts'
import { startAgent } from '../hall/agent_process.ts'
import { startHallHub } from '../hall/hub_door.ts'
import { openPrinter, type Printer, type PrintTimes } from '../hall/printer.ts'
import { openPage, type Page } from '../hall/sockets.ts'
import { commandIds } from '../load/command_ids.ts'
import type { BenchOptions } from '../options.ts'
import { pause } from '../programs.ts'
import { bareTouch } from '../reference/bare_touch.ts'

/** Two tickets in a row are not what a visitor does; the printer's status watch is quiet again after this, ms. */
const betweenMs = 400
const serialBaud = 115_200
const bitsAByte = 10
const typicalBytes = 660

interface Moments extends PrintTimes {
  readonly sent: number
  /** The hub's log has it: pushed to another socket of the hub. */
  readonly committed: number
  /** The kiosk page has its answer. */
  readonly answered: number
  readonly settled: number
}

/** One touch on 取号: from the command on the kiosk's socket to the paper. */
async function touch(kiosk: Page, witness: Page, printer: Printer, commandId: string): Promise<Moments> {
  const committed = witness.when((text) => text.includes('"TicketIssued"'))
  const settled = witness.when((text) => text.includes('"TicketPrinted"'))
  const answered = kiosk.when((text) => text.includes(commandId))
  const times = printer.next()
  const body = { serviceId: 'LS', anonymous: true, commandId }
  const sent = performance.now()
  kiosk.send({ type: 'command', command: { name: 'issue', body } })
  const all = { sent, committed: await committed, answered: await answered, ...(await times) }
  return { ...all, settled: await settled }
}

function figuresOf(moments: readonly Moments[], bare: readonly number[]): Figure[] {
  const part = (what: string, from: keyof Moments, to: keyof Moments, note = '', raw: Figure['raw'] = null) =>
    durationFigure(
      what,
      moments.map((each) => each[to] - each[from]),
      raw,
      note,
    )
  const raw = { what: 'bare POST, commit, bytes to the pty', value: spread(bare).p50 }
  const bytes = spread(moments.map((each) => each.bytes)).p50
  const wire = `${bytes} bytes; ${((bytes * bitsAByte * 1_000) / serialBaud).toFixed(0)} ms more on a real serial line of ${serialBaud} baud, none on USB`
  return [
    part(
      'Touch to first byte of the ticket at the printer',
      'sent',
      'firstByte',
      'issue command on the kiosk agent’s socket',
      raw,
    ),
    part('… of which: durable at the hub', 'sent', 'committed', 'seen by another socket of the hub'),
    part('… of which: until the printer is asked whether it can print', 'committed', 'asked'),
    part('… of which: the printer answers four questions (DLE EOT 1–4)', 'asked', 'lastAsked'),
    part('… of which: last answer, layout and encoding, journal on disk', 'lastAsked', 'firstByte'),
    part('Touch until the page has its answer', 'sent', 'answered'),
    part('First to last byte on the wire', 'firstByte', 'lastByte', wire),
    part('Touch until the paper is cut', 'sent', 'cut', 'simulated mechanics: 150 mm/s'),
    part('Paper cut until the number waits in the queue, proven', 'cut', 'settled'),
  ]
}

/** From the touch to the first byte at the printer, and what the time goes into. */
export async function touchBench(options: BenchOptions): Promise<Figure[]> {
  const { door: hub, program } = await startHallHub()
  const printer = await openPrinter()
  const agent = await startAgent(
    'kiosk',
    hub.url,
    { id: 'kiosk-1', token: hub.token('kiosk-1') },
    {
      ticketPrinter: { path: printer.path, widthMm: 80 },
    },
  )
  const kiosk = await openPage(agent.url, agent.token)
  const witness = await openPage(hub.socket, hub.token('bench-board'))
  const newId = commandIds()
  await pause(1_500)
  // The first ticket teaches the driver what the printer can prove.
  await touch(kiosk, witness, printer, newId())
  const bare = await bareTouch(typicalBytes)
  const bareTimes: number[] = []
  const moments: Moments[] = []
  for (let turn = 0; turn < options.samples; turn += 1) {
    await pause(betweenMs)
    bareTimes.push(await bare.once())
    moments.push(await touch(kiosk, witness, printer, newId()))
  }
  kiosk.close()
  witness.close()
  await agent.stop()
  await program.stop()
  await printer.close()
  await bare.close()
  return figuresOf(moments, bareTimes)
}
