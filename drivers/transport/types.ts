import type { Result } from '#basics'

/** What a transport reports while a link is up. */
export interface LinkHandlers {
  /** Bytes as they came, in any portion. */
  onData(bytes: Uint8Array): void
  /** A message of a transport that frames by itself was spoilt: it was never completed, or began with a lie. */
  onSpoilt?(): void
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

/**
 * What a line has seen since the program started, the same for every family; devices that share a line share its
 * counters.
 */
export interface LinkCounters {
  readonly bytesIn: number
  readonly bytesOut: number
  /** Valid frames that came, strays among them. */
  readonly framesIn: number
  readonly framesOut: number
  /** Frames that began and were spoilt: wrong checksum, wrong length, cut short; bytes that are no answer. */
  readonly checksumErrors: number
  /** Valid frames that were no answer to what was asked: another member's, or too late; dropped. */
  readonly strays: number
  /** Own frames that came back from the adaptor; dropped. */
  readonly echoes: number
  readonly reconnects: number
  /** The last thing that went wrong, in a sentence of the operating system or of the driver; null: nothing yet. */
  readonly lastFault: string | null
}

/** The device's end of a wire: a simulator is written once against it, whatever carries the bytes. */
export interface SimulatorPort {
  /** Sends bytes to the driver. */
  send(bytes: Uint8Array): void
  /** Receives what the driver writes; the last callback given is the one that counts. */
  onBytes(receive: (bytes: Uint8Array) => void): void
}
