import { err, ok } from '#basics'
import type { LinkHandlers, SimulatorPort, Transport } from './types.ts'

/** Both ends of a cable held in memory: the driver's transport and the simulator's hand on it. */
export interface MemoryCable extends SimulatorPort {
  readonly transport: Transport
  /** Pulls the cable out; opening fails until it is put back. */
  unplug(): void
  plugIn(): void
}

/** Makes a cable in memory for unit tests: same wire, no operating system. */
export function memoryCable(name = 'memory'): MemoryCable {
  let handlers: LinkHandlers | null = null
  let receive: (bytes: Uint8Array) => void = () => undefined
  let plugged = true
  return {
    transport: {
      name,
      async open(given) {
        if (!plugged) return err('no such device')
        handlers = given
        return ok({
          async write(bytes) {
            if (handlers !== given) return err('write-failed' as const)
            receive(bytes)
            return ok(undefined)
          },
          async close() {
            if (handlers === given) handlers = null
          },
        })
      },
    },
    send: (bytes) => handlers?.onData(bytes),
    onBytes(given) {
      receive = given
    },
    unplug() {
      plugged = false
      const open = handlers
      handlers = null
      open?.onClosed('cable pulled')
    },
    plugIn() {
      plugged = true
    },
  }
}
