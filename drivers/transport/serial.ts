import { SerialPort } from 'serialport'
import { err, ok } from '#basics'
import { noticeHangUp } from './hang_up.ts'
import { linkOverStream } from './stream_link.ts'
import type { Transport } from './types.ts'

/** How a serial line is set; what is left out is 8 data bits, no parity, 1 stop bit, no flow control. */
export interface SerialSettings {
  /** `/dev/ttyUSB0`, `/dev/serial/by-id/…`, `COM3`. */
  readonly path: string
  readonly baudRate: number
  readonly dataBits?: 7 | 8
  readonly parity?: 'none' | 'even' | 'odd'
  readonly stopBits?: 1 | 2
  /** Hardware flow control. */
  readonly rtscts?: boolean
}

/** Reaches a device over a serial port (also a USB-serial adapter, a Bluetooth port or a pty). */
export function serialTransport(settings: SerialSettings): Transport {
  const { path, baudRate, dataBits = 8, parity = 'none', stopBits = 1, rtscts = false } = settings
  return {
    name: path,
    open: (handlers) =>
      new Promise((resolve) => {
        const port = new SerialPort({ path, baudRate, dataBits, parity, stopBits, rtscts, autoOpen: false })
        const shut = () =>
          new Promise<void>((closed) => {
            if (port.isOpen) port.close(() => closed())
            else closed()
          })
        port.open((error) => {
          if (error) return resolve(err(error.message))
          noticeHangUp(port)
          resolve(ok(linkOverStream(port, handlers, shut)))
        })
      }),
  }
}
