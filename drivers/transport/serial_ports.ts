import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { SerialPort } from 'serialport'

/** A serial port of this machine. */
export interface SerialPortInfo {
  /** The path that names the same adapter after it was unplugged, where the system has one. */
  readonly path: string
  /** Maker and kind of the adapter, as far as they are known; may be empty. */
  readonly description: string
}

/** What serialport knows of a port; members it does not know are missing. */
export interface ListedPort {
  readonly path: string
  readonly manufacturer?: string | undefined
  readonly pnpId?: string | undefined
  readonly vendorId?: string | undefined
  readonly productId?: string | undefined
}

/** What the system says about a path. */
export interface PathFacts {
  exists(path: string): boolean
  /** The kind of UART behind a built-in port, '0' for none (Linux's /sys/class/tty/<name>/type); null if unknown. */
  uartType(path: string): string | null
}

/**
 * Makes a listed port ready to be offered, or null when there is nothing behind it: Linux names ttyS0 to ttyS31
 * whether they are there or not.
 */
export function offeredPort(port: ListedPort, facts: PathFacts): SerialPortInfo | null {
  if (facts.uartType(port.path) === '0') return null
  const steady = port.pnpId === undefined ? null : `/dev/serial/by-id/${port.pnpId}`
  const ids = port.vendorId === undefined ? '' : `${port.vendorId}:${port.productId ?? ''}`.toLowerCase()
  return {
    path: steady !== null && facts.exists(steady) ? steady : port.path,
    description: [port.manufacturer ?? '', ids].filter((part) => part !== '').join(' '),
  }
}

const systemFacts: PathFacts = {
  exists: existsSync,
  uartType(path) {
    const file = `/sys/class/tty/${basename(path)}/type`
    try {
      return path.startsWith('/dev/ttyS') ? readFileSync(file, 'utf8').trim() : null
    } catch {
      return null
    }
  },
}

/** The serial ports something may hang on, in the system's order; empty where they cannot be listed. */
export async function serialPorts(): Promise<readonly SerialPortInfo[]> {
  const listed = await SerialPort.list().catch(() => [])
  return listed.map((port) => offeredPort(port, systemFacts)).filter((port) => port !== null)
}
