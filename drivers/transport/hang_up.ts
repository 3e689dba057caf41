import { read } from 'node:fs'
import { promisify } from 'node:util'
import type { SerialPort } from 'serialport'

const readFile = promisify(read)

const mustWait = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['EAGAIN', 'EWOULDBLOCK', 'EINTR'].includes(String(error.code))

/**
 * Makes an open port notice that its device is gone on Linux and macOS.
 * The kernel answers reads of a port that hung up with zero bytes; the binding takes that for "not yet"
 * and asks again for ever, which burns a core and hides the loss until something is written
 * (serialport/bindings-cpp pull request 164). Here zero bytes end the stream. Windows reports errors.
 */
export function noticeHangUp(port: SerialPort): void {
  const binding = port.port
  if (binding === undefined || !('poller' in binding)) return
  // A closed port's poller is freed memory: asking it anything ends the program.
  const fdWhileOpen = (): number => {
    if (binding.fd !== null) return binding.fd
    throw Object.assign(new Error('port is not open'), { canceled: true })
  }
  const readable = () =>
    new Promise<void>((resolve, reject) => {
      fdWhileOpen()
      binding.poller.once('readable', (error: Error | null) => (error ? reject(error) : resolve()))
    })
  binding.read = async (buffer: Buffer, offset: number, length: number) => {
    for (;;) {
      try {
        return { buffer, bytesRead: (await readFile(fdWhileOpen(), buffer, offset, length, null)).bytesRead }
      } catch (error) {
        if (!mustWait(error)) throw error
      }
      await readable()
    }
  }
}
