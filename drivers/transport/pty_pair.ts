import { ptyEnd } from './pty_end.ts'
import { serialTransport } from './serial.ts'
import { tcpTransport } from './tcp.ts'
import { tcpEnd } from './tcp_end.ts'
import type { SimulatorPort, Transport } from './types.ts'

/** A wire the operating system knows, with a driver's end to open by path and a simulator at the other. */
export interface PtyPair {
  readonly kind: 'pty' | 'tcp'
  /** What a device configuration would name: a pty's path, or `tcp://127.0.0.1:port` where no pty can be had. */
  readonly driverPath: string
  /** The simulator's hand on the wire. */
  readonly port: SimulatorPort
  /** The driver's end; the rate is what the driver sets, a pty carries bytes at any. */
  driverTransport(baudRate?: number): Transport
  /** Pulls the cable: an open link is lost, opening fails. */
  unplug(): Promise<void>
  /** Puts it back at the same path. */
  plugIn(): Promise<void>
  close(): Promise<void>
}

/**
 * Makes a wire for simulators and tests: a pty held by `socat`, or a TCP loop-back without it.
 * `only` forbids the other kind; a pty that is demanded and cannot be had rejects.
 */
export async function ptyPair(only?: 'pty' | 'tcp'): Promise<PtyPair> {
  const pty = only === 'tcp' ? null : await ptyEnd()
  if (pty === null && only === 'pty') throw new Error('no pty: socat is not there')
  const end = pty ?? (await tcpEnd())
  return {
    kind: pty === null ? 'tcp' : 'pty',
    driverPath: end.address,
    port: end,
    driverTransport(baudRate = 115_200) {
      if (pty !== null) return serialTransport({ path: pty.address, baudRate })
      return tcpTransport({ host: '127.0.0.1', port: Number(new URL(end.address).port) })
    },
    unplug: () => end.pull(),
    plugIn: () => end.putBack(),
    close: () => end.close(),
  }
}
