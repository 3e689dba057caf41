import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { assert, type Clock, err, ok, type Result } from '#basics'
import { type FileKind, type FileType, fileTypeOf, headBytes } from './medium_type.ts'
import { hashFile, type ReceiveOptions, receiveFile, sizeOf, type WantedFile, writeDown } from './receive.ts'
import { diskTrouble, type FileTrouble } from './trouble.ts'

/** A file that may be shown. */
export interface KeptFile extends FileType {
  readonly path: string
  readonly bytes: number
}

/** How a file that somebody brings is taken in. */
export interface TakingIn {
  /** Keeps it apart from others that are coming in. */
  readonly id: string
  /** Largest size, bytes. */
  readonly most: number
  /** Told what it is before it has its name: from then on it must not be thrown away. */
  announce(sha256: string): void
}

/** Files by their SHA-256 in one folder. What is handed out has been read through and found whole since the start. */
export interface MediaFolder {
  /** The file, where it has been found whole. */
  kept(sha256: string): KeptFile | null
  /** Reads a file through; one that is not what its name says is thrown away. Whether it is whole. */
  check(file: WantedFile): Promise<boolean>
  /** Brings a file in; whatever happens, nothing that is not whole can be seen. */
  receive(file: WantedFile, options: Omit<ReceiveOptions, 'clock'>): Promise<Result<void, FileTrouble>>
  /** Takes in a file nobody has asked for. */
  takeIn(
    body: Readable,
    how: TakingIn,
  ): Promise<Result<WantedFile & { readonly kind: FileKind }, FileTrouble>>
  /** Throws away every other file, also half ones; how many. */
  keepOnly(wanted: ReadonlySet<string>): Promise<number>
}

/** What was coming in when the program ended. */
const leftOver = /\.new$/
const namePattern = /^([0-9a-f]{64})(\.part)?$/

async function typeOf(path: string): Promise<FileType | null> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return fileTypeOf(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

/** Opens a folder of media, making it where it is not there. */
export function openMediaFolder(folder: string, clock: Clock): MediaFolder {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(folder)) if (leftOver.test(name)) rmSync(join(folder, name), { force: true })
  const whole = new Map<string, KeptFile>()
  const pathOf = (sha256: string) => {
    assert(namePattern.test(sha256), 'a file is named by its hash')
    return join(folder, sha256)
  }
  const drop = async (sha256: string) => {
    whole.delete(sha256)
    await rm(pathOf(sha256), { force: true })
  }
  const accept = async ({ sha256, bytes, kind }: WantedFile): Promise<Result<void, FileTrouble>> => {
    const path = pathOf(sha256)
    const type = await typeOf(path)
    if (type === null || (kind !== undefined && type.kind !== kind)) {
      await drop(sha256)
      return err('wrong-kind')
    }
    whole.set(sha256, { path, bytes, ...type })
    return ok(undefined)
  }
  return {
    kept: (sha256) => whole.get(sha256) ?? null,
    async check(file) {
      const path = pathOf(file.sha256)
      try {
        const size = await sizeOf(path)
        if (size === file.bytes) {
          const hash = await hashFile(path, createHash('sha256'))
          if (hash.digest('hex') === file.sha256) return (await accept(file)).ok
        }
        await drop(file.sha256)
      } catch {
        // A disk that cannot be read has no file for anybody; it is fetched again.
        whole.delete(file.sha256)
      }
      return false
    },
    async receive(file, options) {
      const received = await receiveFile(pathOf(file.sha256), file, { ...options, clock })
      if (!received.ok) return received
      return accept(file).catch((error: unknown) => err(diskTrouble(error)))
    },
    async takeIn(body, { id, most, announce }) {
      const path = join(folder, `${id}.new`)
      const hash = createHash('sha256')
      try {
        const target = await open(path, 'wx', 0o600)
        const written = await writeDown({ from: 0, body }, most, { target, hash, clock }).finally(() =>
          target.close(),
        )
        if (!written.ok) return written
        const type = await typeOf(path)
        if (type === null) return err('wrong-kind')
        const file = { sha256: hash.digest('hex'), bytes: written.value, kind: type.kind }
        announce(file.sha256)
        await rename(path, pathOf(file.sha256))
        const accepted = await accept(file)
        return accepted.ok ? ok(file) : accepted
      } catch (error) {
        return err(diskTrouble(error))
      } finally {
        await rm(path, { force: true })
      }
    },
    async keepOnly(wanted) {
      let dropped = 0
      for (const name of await readdir(folder).catch(() => [])) {
        const sha256 = namePattern.exec(name)?.[1]
        if (sha256 === undefined || wanted.has(sha256)) continue
        whole.delete(sha256)
        await rm(join(folder, name), { force: true })
        dropped += 1
      }
      return dropped
    },
  }
}
