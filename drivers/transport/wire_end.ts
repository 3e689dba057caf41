import type { SimulatorPort } from './types.ts'

/** The device's end of a wire, which can be taken away and put back. */
export interface WireEnd extends SimulatorPort {
  /** What the driver opens. */
  readonly address: string
  pull(): Promise<void>
  putBack(): Promise<void>
  close(): Promise<void>
}
