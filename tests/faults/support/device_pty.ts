import { simulatedClock } from '#basics'
import { type LinkHandlers, type PtyPair, ptyPair, type Transport } from '#drivers'
import { caseBegins, type FaultyLine, faulty, simulatedTime, turn, type Way } from './device_wire.ts'

/** Bytes that have not come after so many ms of the machine's time are lost: a finding about the pty, not the driver. */
const lostAfter = 10_000

/** What is under way on a pty: openings, writes, bytes, and a cable that is being pulled. */
function traffic() {
  const sent: Record<Way, number> = { 'to-device': 0, 'to-driver': 0 }
  const come: Record<Way, number> = { 'to-device': 0, 'to-driver': 0 }
  let pending = 0
  let isOpen = false
  let isPulled = false
  const waiting = new Set<() => void>()
  const wake = () => {
    for (const each of waiting) each()
    waiting.clear()
  }

  const isMoving = () => isOpen && (['to-device', 'to-driver'] as const).some((way) => sent[way] > come[way])
  const isBusy = () => pending > 0 || (isPulled ? isOpen : isMoving())
  const something = () =>
    new Promise<void>((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error('bytes were lost on the pty')), lostAfter)
      waiting.add(() => {
        clearTimeout(limit)
        resolve()
      })
    })
  return {
    async settle() {
      for (await turn(); isBusy(); await turn()) await something()
    },
    /** Waits until what was sent has come. */
    async arrived() {
      while (isMoving()) await something()
    },
    /** Waits for something the machine does. */
    async during<T>(work: Promise<T>): Promise<T> {
      pending += 1
      try {
        return await work
      } finally {
        pending -= 1
        wake()
      }
    },
    note(of: 'sent' | 'come', way: Way, bytes: number) {
      const tally = of === 'sent' ? sent : come
      tally[way] += bytes
      wake()
    },
    /** The driver's end is open or gone: what was under way before is no more. */
    opened(now: boolean) {
      isOpen = now
      for (const tally of [sent, come]) Object.assign(tally, { 'to-device': 0, 'to-driver': 0 })
      wake()
    },
    pulled(now: boolean) {
      isPulled = now
      wake()
    },
  }
}

type Traffic = ReturnType<typeof traffic>

/** The driver's end, watched. */
function watched(transport: Transport, wire: Traffic): Transport {
  const open = async (handlers: LinkHandlers) => {
    const opened = await transport.open({
      onData(bytes) {
        handlers.onData(bytes)
        wire.note('come', 'to-driver', bytes.length)
      },
      onClosed(reason) {
        wire.opened(false)
        handlers.onClosed(reason)
      },
    })
    if (!opened.ok) return opened
    wire.opened(true)
    const { write, close } = opened.value
    return {
      ok: true as const,
      value: {
        write(bytes: Uint8Array) {
          wire.note('sent', 'to-device', bytes.length)
          return wire.during(write(bytes))
        },
        async close() {
          wire.opened(false)
          await wire.during(close())
        },
      },
    }
  }
  return { name: transport.name, open: (handlers) => wire.during(open(handlers)) }
}

/** A real pty, the driver's end opened by the serial port's own code; waits are simulated, bytes take what they take. */
function lineOver(pair: PtyPair, close: () => Promise<void>): FaultyLine {
  const clock = simulatedClock(caseBegins)
  const wire = traffic()
  return faulty({
    transport: watched(pair.driverTransport(), wire),
    port: {
      send(bytes) {
        wire.note('sent', 'to-driver', bytes.length)
        pair.port.send(bytes)
      },
      onBytes: (receive) =>
        pair.port.onBytes((bytes) => {
          receive(bytes)
          wire.note('come', 'to-device', bytes.length)
        }),
    },
    time: simulatedTime(clock, wire.settle),
    unplug: () =>
      wire.during(
        (async () => {
          // What is before the cut reaches the driver first.
          await wire.arrived()
          wire.pulled(true)
          await pair.unplug()
        })(),
      ),
    async plugIn() {
      await pair.plugIn()
      wire.pulled(false)
    },
    close,
  })
}

/** Opens a line on a pty of its own. */
export async function ptyLine(): Promise<FaultyLine> {
  const pair = await ptyPair('pty')
  return lineOver(pair, pair.close)
}
