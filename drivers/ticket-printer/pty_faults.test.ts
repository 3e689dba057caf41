import { expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { composeTicket } from '#ticket'
import { type PtyPair, ptyPair } from '../transport/pty_pair.ts'
import type { Transport } from '../transport/types.ts'
import { ticketBytes } from './codec/ticket_bytes.ts'
import {
  breach,
  type FaultWire,
  faultyPrinter,
  type InjectedFault,
  type Passing,
  printerFaults,
  runCase,
  smallPaper,
  smallTemplate,
  stages,
} from './faults.fixture.ts'
import { raster } from './test_bench.ts'

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
const stepMs = 50

/** A real pty whose bytes under way are counted, so that simulated time stands still while any are. */
function countedWire(pair: PtyPair) {
  let flying = 0
  let settling = 0
  const inner = pair.driverTransport()
  const transport: Transport = {
    name: inner.name,
    async open(handlers) {
      settling += 1
      const opened = await inner.open({
        onData(bytes) {
          flying -= bytes.length
          handlers.onData(bytes)
        },
        onClosed(reason) {
          flying = 0
          handlers.onClosed(reason)
        },
      })
      settling -= 1
      if (!opened.ok) return opened
      flying = 0
      return {
        ok: true,
        value: {
          async write(bytes) {
            flying += bytes.length
            const written = await opened.value.write(bytes)
            if (!written.ok) flying = 0
            return written
          },
          close: opened.value.close,
        },
      }
    },
  }
  let plugged = true
  const wire: FaultWire = {
    transport,
    send(bytes) {
      if (!plugged) return
      flying += bytes.length
      pair.port.send(bytes)
    },
    onBytes: (receive) =>
      pair.port.onBytes((bytes) => {
        flying -= bytes.length
        receive(bytes)
      }),
    async unplug() {
      plugged = false
      settling += 1
      await pair.unplug()
      flying = 0
      settling -= 1
    },
    async plugIn() {
      if (plugged) return
      await pair.plugIn()
      flying = 0
      plugged = true
    },
  }
  /** A pty hands over in portions: an answer not yet read shows as bytes under way. */
  const still = async () => {
    await turn()
    for (let turns = 0; (flying > 0 || settling > 0) && turns < 100_000; turns += 1) await turn()
  }
  return { wire, still }
}

async function breachOn(fault: InjectedFault, stage: ReturnType<typeof stages>[number]) {
  const pair = await ptyPair('pty')
  const { wire, still } = countedWire(pair)
  const clock = simulatedClock(Date.UTC(2031, 2, 4, 1, 26))
  const time: Passing = {
    async pass(ms) {
      for (let gone = 0; gone < ms; gone += stepMs) {
        await still()
        clock.advance(stepMs)
      }
      await still()
    },
    async until(promise) {
      let settled = false
      const mark = () => {
        settled = true
      }
      promise.then(mark, mark)
      for (let gone = 0; !settled && gone < 60_000; gone += stepMs) {
        await still()
        clock.advance(stepMs)
        await turn()
      }
      return promise
    },
  }
  const printer = faultyPrinter(clock, wire)
  await time.pass(1_000)
  await printer.arm(fault, stage)
  const verdict = await runCase(time, printer.printer, [printer])
  await printer.printer.close()
  await pair.close()
  const broken = breach(verdict)
  return broken === null ? [] : [`${fault} ${JSON.stringify(stage)}: ${broken}`]
}

const buffer = ticketBytes(composeTicket(smallTemplate, smallPaper('A012')), {
  charset: 'gbk',
  raster,
  pid: '0000',
  isHeard: true,
}).length
const everyByte = process.env.FAULT_EVERY_BYTE === '1'
/** Without FAULT_EVERY_BYTE the wire is tried in the middle of the buffer and after it: bytes are the other test's. */
const chosen = stages(buffer, everyByte).filter(
  (stage) =>
    everyByte ||
    stage.at === 'before' ||
    (stage.at === 'byte' && stage.n === Math.floor(buffer / 2)) ||
    (stage.at === 'after' && stage.ms === 300),
)

test.each(printerFaults)(
  'over a real pty, %s: one number is one ticket',
  async (fault) => {
    const found: string[] = []
    for (const stage of chosen) found.push(...(await breachOn(fault, stage)))
    expect(found).toEqual([])
  },
  everyByte ? 600_000 : 20_000,
)
