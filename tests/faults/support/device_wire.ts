import { type Clock, type SimulatedClock, simulatedClock } from '#basics'
import { memoryCable, type SimulatorPort, type Transport } from '#drivers'

/** What happens to the bytes of a line, once, at a place counted from the moment it is armed. */
export type WireFault =
  | { readonly kind: 'cut' | 'flip' | 'drop' | 'noise'; readonly way: Way; readonly at: number }
  | { readonly kind: 'dribble' | 'echo' | 'stale'; readonly way: Way; readonly at: 0 }

/** Which bytes: what the driver writes, or what the device answers. */
export type Way = 'to-device' | 'to-driver'

/** How time passes: simulated; over a pty it stands still while bytes are on their way. */
export interface MatrixTime {
  readonly clock: Clock
  /** Waits until something holds or so many ms of the clock are gone; what it took in ms, or null. */
  until(holds: () => boolean, limitMs: number): Promise<number | null>
}

/** A line whose bytes pass through somebody's hands. */
export interface FaultyLine {
  readonly transport: Transport
  readonly port: SimulatorPort
  readonly time: MatrixTime
  /** The next bytes of the given way are counted from here, and the fault strikes at its place. */
  arm(fault: WireFault): void
  /** Whether it has struck. */
  struck(): boolean
  /** Bytes of each way since the line was armed or counted. */
  passed(): Readonly<Record<Way, number>>
  count(): void
  plugIn(): Promise<void>
  close(): Promise<void>
}

const noise = Uint8Array.of(0xaa, 0x00, 0xff, 0x02, 0xa5, 0x5a)

/** Applies a fault to one portion; what is left of it goes on. */
function hand(onCut: () => void) {
  let armed: WireFault | null = null
  let struck = false
  let isCut = false
  const passed: Record<Way, number> = { 'to-device': 0, 'to-driver': 0 }
  let lastAnswer: Uint8Array = new Uint8Array()

  const strike = (bytes: Uint8Array, place: number, kind: WireFault['kind']): Uint8Array[] => {
    struck = true
    const before = bytes.subarray(0, place)
    const after = bytes.subarray(place + 1)
    if (kind === 'cut') {
      isCut = true
      return [before]
    }
    if (kind === 'drop') return [before, after]
    if (kind === 'noise') return [before, noise, bytes.subarray(place)]
    return [before, Uint8Array.of((bytes[place] ?? 0) ^ 0x04), after]
  }
  const whole = (bytes: Uint8Array, kind: WireFault['kind']): Uint8Array[] => {
    struck = true
    if (kind === 'dribble') return Array.from(bytes, (byte) => Uint8Array.of(byte))
    if (kind !== 'stale') return [bytes]
    return lastAnswer.length === 0 ? [bytes] : [lastAnswer]
  }
  return {
    arm(fault: WireFault | null) {
      armed = fault
      struck = false
      isCut = false
      passed['to-device'] = 0
      passed['to-driver'] = 0
    },
    struck: () => struck,
    isCut: () => isCut,
    passed,
    /** Whether what is written comes back as well. */
    echoes() {
      if (armed?.kind !== 'echo') return false
      struck = true
      return true
    },
    /** Sends one portion on as what has become of it. */
    pass(way: Way, bytes: Uint8Array, onwards: (bytes: Uint8Array) => void) {
      if (isCut) return
      const at = (armed?.at ?? 0) - passed[way]
      passed[way] += bytes.length
      let portions = [bytes]
      if (armed?.way === way && ['dribble', 'stale'].includes(armed.kind)) portions = whole(bytes, armed.kind)
      else if (armed?.way === way && armed.kind !== 'echo' && !struck && at >= 0 && at < bytes.length)
        portions = strike(bytes, at, armed.kind)
      if (way === 'to-driver') lastAnswer = bytes
      for (const portion of portions) if (portion.length > 0) onwards(portion)
      if (isCut) onCut()
    },
  }
}

/** What carries the bytes before a hand is laid on them. */
export interface Carrier {
  readonly transport: Transport
  readonly port: SimulatorPort
  readonly time: MatrixTime
  unplug(): void | Promise<void>
  plugIn(): void | Promise<void>
  close(): void | Promise<void>
}

/** Lays a hand on what a carrier carries. */
export function faulty(carrier: Carrier): FaultyLine {
  const { transport, port, time } = carrier
  let pulling: void | Promise<void>
  const wire = hand(() => {
    pulling = carrier.unplug()
  })
  return {
    transport,
    time,
    port: {
      send: (bytes) => wire.pass('to-driver', bytes, (portion) => port.send(portion)),
      onBytes: (receive) =>
        port.onBytes((bytes) => {
          if (wire.echoes()) port.send(bytes)
          wire.pass('to-device', bytes, receive)
        }),
    },
    arm: wire.arm,
    struck: wire.struck,
    passed: () => ({ ...wire.passed }),
    count: () => wire.arm(null),
    async plugIn() {
      await pulling
      const wasCut = wire.isCut()
      wire.arm(null)
      if (wasCut) await carrier.plugIn()
    },
    close: async () => carrier.close(),
  }
}

/** Lets promises settle. */
export const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** When a case begins, for every clock of the matrix. */
export const caseBegins = Date.UTC(2026, 10, 23, 1)

/** Simulated time in steps shorter than any answer; everything that is under way settles in between. */
export function simulatedTime(clock: SimulatedClock, settle: () => Promise<void>): MatrixTime {
  const stepMs = 5
  return {
    clock,
    async until(holds, limitMs) {
      for (let gone = 0; gone <= limitMs; gone += stepMs) {
        await settle()
        if (holds()) return gone
        clock.advance(stepMs)
      }
      return null
    },
  }
}

/** A cable in memory on a simulated clock. */
export async function memoryLine(): Promise<FaultyLine> {
  const clock = simulatedClock(caseBegins)
  const cable = memoryCable()
  return faulty({
    transport: cable.transport,
    port: cable,
    time: simulatedTime(clock, turn),
    unplug: cable.unplug,
    plugIn: cable.plugIn,
    close: () => undefined,
  })
}
