import { constants } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { err, ok } from '#basics'
import type { Link, LinkHandlers, Transport } from './types.ts'

/** Waits on a device file, in ms: it cannot wake a program, so it is looked at again. */
const waits = { read: 50, write: 10, stalled: 10_000 } as const

const readSize = 256

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')
const mustWait = (error: unknown) => ['EAGAIN', 'EWOULDBLOCK', 'EINTR'].includes(codeOf(error))
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref())

/** The open file and whether it is still the device it was opened as. */
interface OpenFile {
  readonly file: FileHandle
  isThere(): Promise<boolean>
}

async function openFile(path: string): Promise<OpenFile> {
  const { O_RDWR, O_NONBLOCK, O_NOCTTY } = constants
  // Non-blocking: a printer that says nothing must not hold a thread of the pool for ever.
  const file = await open(path, O_RDWR | O_NONBLOCK | O_NOCTTY)
  const { rdev, ino } = await file.stat()
  return {
    file,
    async isThere() {
      const now = await stat(path).catch(() => null)
      return now !== null && now.rdev === rdev && now.ino === ino
    },
  }
}

function linkOverFile({ file, isThere }: OpenFile, handlers: LinkHandlers): Link {
  let state: 'open' | 'lost' | 'closed' = 'open'
  const isOpen = () => state === 'open'
  const lost = (reason: string) => {
    if (!isOpen()) return
    state = 'lost'
    void file.close().catch(() => undefined)
    handlers.onClosed(reason)
  }
  const readOn = async () => {
    const buffer = Buffer.alloc(readSize)
    while (isOpen()) {
      try {
        const { bytesRead } = await file.read(buffer, 0, readSize, null)
        if (bytesRead > 0 && isOpen()) handlers.onData(Uint8Array.from(buffer.subarray(0, bytesRead)))
        if (bytesRead > 0) continue
        // The printer class answers "nothing to say" with zero bytes, which elsewhere means the end.
        if (!(await isThere())) return lost('the device is gone')
      } catch (error) {
        if (!mustWait(error)) return lost(String(error))
        if (!(await isThere())) return lost('the device is gone')
      }
      await pause(waits.read)
    }
  }
  const writeAll = async (bytes: Uint8Array) => {
    let idle = 0
    for (let at = 0; at < bytes.length; ) {
      try {
        const { bytesWritten } = await file.write(bytes, at, bytes.length - at, null)
        at += bytesWritten
        idle = bytesWritten > 0 ? 0 : idle + waits.write
      } catch (error) {
        if (!mustWait(error)) throw error
        idle += waits.write
      }
      // A printer out of paper takes nothing more: the caller must not wait for a new roll.
      if (!isOpen() || idle >= waits.stalled) throw new Error('the device takes no bytes')
      if (idle > 0) await pause(waits.write)
    }
  }
  void readOn()
  return {
    async write(bytes) {
      if (!isOpen()) return err('write-failed')
      try {
        await writeAll(bytes)
        return ok(undefined)
      } catch (error) {
        if (!(await isThere())) lost(String(error))
        return err('write-failed')
      }
    },
    async close() {
      if (!isOpen()) return
      state = 'closed'
      await file.close()
    },
  }
}

/** Reaches a USB printer by its raw device file (`/dev/usb/lp0`, Linux usblp): both directions, hot unplugging. */
export function deviceFileTransport(path: string): Transport {
  return {
    name: path,
    async open(handlers) {
      try {
        return ok(linkOverFile(await openFile(path), handlers))
      } catch (error) {
        return err(error instanceof Error ? error.message : String(error))
      }
    },
  }
}
