import type { Result } from '#basics'

/** What a transport reports while a link is up. */
export interface LinkHandlers {
  /** Bytes as they came, in any portion. */
  onData(bytes: Uint8Array): void
  /** The link is gone (cable pulled, peer closed); called once, never after `Link.close`. */
  onClosed(reason: string): void
}

/** An open byte link to one device. */
export interface Link {
  /** Hands bytes to the wire; settles when the operating system has taken them. `not-connected`: no byte left. */
  write(bytes: Uint8Array): Promise<Result<void, 'write-failed' | 'not-connected'>>
  close(): Promise<void>
}

/** A way to reach one device: a serial port, a TCP address, a pair of pipes in memory. */
export interface Transport {
  /** For people: `/dev/ttyUSB0`, `COM3`, `tcp://10.0.0.5:9100`. */
  readonly name: string
  /** Nothing is ever heard of the device: a spooler. */
  readonly oneWay?: true
  /** Opens the link; the error is the operating system's sentence. */
  open(handlers: LinkHandlers): Promise<Result<Link, string>>
}

/** How a device is, as data: absent is a normal state, not an error. */
export interface DeviceStatus<Reason extends string = string> {
  readonly state: 'connecting' | 'ready' | 'degraded' | 'faulted' | 'absent'
  /** Why it is degraded or faulted, from the family's closed list. */
  readonly reason: Reason | null
  /** Since when, ms since the epoch. */
  readonly since: number
  readonly counters: LinkCounters
}

/** What a line has seen since the program started. */
export interface LinkCounters {
  readonly bytesIn: number
  readonly bytesOut: number
  readonly framesIn: number
  readonly framesOut: number
  readonly checksumErrors: number
  readonly reconnects: number
  readonly lastFault: string | null
}

/** The device's end of a wire: a simulator is written once against it, whatever carries the bytes. */
export interface SimulatorPort {
  /** Sends bytes to the driver. */
  send(bytes: Uint8Array): void
  /** Receives what the driver writes; the last callback given is the one that counts. */
  onBytes(receive: (bytes: Uint8Array) => void): void
}
