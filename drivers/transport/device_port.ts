import type { Clock } from '#basics'
import { keepConnected } from './connection.ts'
import type { SimulatorPort, Transport } from './types.ts'

/** A device's end of a wire that can be let go. */
export interface DevicePort extends SimulatorPort {
  close(): Promise<void>
}

/** Holds the device's end of any transport: a simulator behind a null-modem cable, a COM pair, a TCP address. */
export function devicePort(transport: Transport, clock: Clock): DevicePort {
  let receive: (bytes: Uint8Array) => void = () => undefined
  const connection = keepConnected({
    transport,
    clock,
    onData: (bytes) => receive(bytes),
    onUp: () => undefined,
    onDown: () => undefined,
  })
  return {
    // What is sent while nobody is connected is lost, as on a real wire.
    send: (bytes) => void connection.write(bytes),
    onBytes(given) {
      receive = given
    },
    close: () => connection.close(),
  }
}
