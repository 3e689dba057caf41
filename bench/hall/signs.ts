import { systemClock } from '#basics'
import { ptyPair, simulateSignLine } from '#drivers'

/** A line of simulated signs in this process, and the moment a sign shows a text. */
export interface Signs {
  readonly path: string
  /** Resolves with the moment the bytes of a frame that makes the sign show `text` had come and were parsed. */
  whenShown(address: number, text: string): Promise<number>
  close(): Promise<void>
}

/** Puts simulated signs on a line the operating system knows. */
export async function openSigns(addresses: readonly number[]): Promise<Signs> {
  const line = await ptyPair()
  const waiting = new Set<(at: number) => void>()
  const signs = simulateSignLine(
    {
      send: (bytes) => line.port.send(bytes),
      onBytes: (receive) =>
        line.port.onBytes((bytes) => {
          receive(bytes)
          const at = performance.now()
          for (const tell of [...waiting]) tell(at)
        }),
    },
    systemClock(),
    addresses,
  )
  return {
    path: line.driverPath,
    whenShown: (address, text) =>
      new Promise((done) => {
        const tell = (at: number) => {
          if (signs.snapshot().get(address)?.text.includes(text) !== true) return
          waiting.delete(tell)
          done(at)
        }
        waiting.add(tell)
      }),
    close: () => line.close(),
  }
}
