import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { type Clock, err, ok, type Result } from '#basics'
import type { FileKind } from './medium_type.ts'
import { diskTrouble, type FileTrouble, isLasting } from './trouble.ts'

/** A file by what it must be. */
export interface WantedFile {
  /** SHA-256, 64 hexadecimal digits. */
  readonly sha256: string
  readonly bytes: number
  /** What it must be shown as; anything that can be shown where it is left out. */
  readonly kind?: FileKind
}

/** Bytes on their way in. */
export interface Incoming {
  /** Where in the file they begin: what was asked for, or 0 from one who only gives whole files. */
  readonly from: number
  readonly body: Readable
}

/** Asks for a file from some place on; what comes ends with the signal. */
export type FileSource = (from: number, signal: AbortSignal) => Promise<Result<Incoming, FileTrouble>>

/** A sender that is silent for so long has been lost, ms. */
export const stallMs = 20_000

/** Size of a file; 0 where there is none. */
export const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  )

/** Feeds a file to a hash; the file is whole or the hash will say so. */
export async function hashFile(path: string, hash: Hash): Promise<Hash> {
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash
}

class Stalled extends Error {}

/** Writes what comes behind what is there, never more than the file may have; the size it then has. */
export async function writeDown(
  { from, body }: Incoming,
  most: number,
  { target, hash, clock }: { readonly target: FileHandle; readonly hash: Hash; readonly clock: Clock },
): Promise<Result<number, FileTrouble>> {
  let size = from
  const silence = () => clock.after(stallMs, () => body.destroy(new Stalled()))
  let timer = silence()
  try {
    for await (const part of body) {
      timer.cancel()
      const chunk = Buffer.from(part as Uint8Array)
      size += chunk.length
      if (size > most) return err('wrong-size')
      hash.update(chunk)
      await target.write(chunk).catch((error: unknown) => {
        throw Object.assign(new Error('disk'), { disk: diskTrouble(error) })
      })
      timer = silence()
    }
    return ok(size)
  } catch (error) {
    const { disk } = error as { disk?: FileTrouble }
    return err(disk ?? (error instanceof Stalled ? 'stalled' : 'broken'))
  } finally {
    timer.cancel()
    body.destroy()
  }
}

/** What may be gone on with at the next try; all else has to come again from its beginning. */
const keepsPart = (trouble: FileTrouble) => trouble === 'broken' || trouble === 'stalled'

async function judged(
  written: Result<number, FileTrouble>,
  hash: Hash,
  file: WantedFile,
): Promise<Result<void, FileTrouble>> {
  if (!written.ok) return written
  if (written.value !== file.bytes) return err('wrong-size')
  return hash.digest('hex') === file.sha256 ? ok(undefined) : err('wrong-hash')
}

/** Asks the source, which must say something in time. */
async function asked(
  from: number,
  { source, clock, closing }: ReceiveOptions,
): Promise<Result<Incoming, FileTrouble>> {
  const limit = new AbortController()
  const timer = clock.after(stallMs, () => limit.abort())
  const incoming = await source(from, AbortSignal.any([limit.signal, closing]))
  timer.cancel()
  return incoming
}

/** What receiving a file needs. */
export interface ReceiveOptions {
  readonly source: FileSource
  readonly clock: Clock
  /** Breaks off what is under way. */
  readonly closing: AbortSignal
}

/**
 * Brings a file to `path` from its source: written beside it, counted and hashed as it comes, and given its name only
 * when it is whole. One that broke off is gone on with where its source can do that.
 */
export async function receiveFile(
  path: string,
  file: WantedFile,
  options: ReceiveOptions,
): Promise<Result<void, FileTrouble>> {
  const { clock } = options
  const part = `${path}.part`
  const had = await sizeOf(part)
  const start = had < file.bytes ? had : 0
  const incoming = await asked(start, options)
  if (!incoming.ok) {
    if (isLasting(incoming.error)) await rm(part, { force: true })
    return incoming
  }
  const { from, body } = incoming.value
  let target: FileHandle | null = null
  try {
    const hash = createHash('sha256')
    const goesOn = from === start && start > 0
    if (goesOn) await hashFile(part, hash)
    target = await open(part, goesOn ? 'a' : 'w', 0o600)
    const written = await writeDown({ from: goesOn ? from : 0, body }, file.bytes, { target, hash, clock })
    await target.datasync()
    await target.close()
    target = null
    const done = await judged(written, hash, file)
    if (done.ok) await rename(part, path)
    else if (!keepsPart(done.error)) await rm(part, { force: true })
    return done
  } catch (error) {
    return err(diskTrouble(error))
  } finally {
    body.destroy()
    await target?.close().catch(() => undefined)
  }
}
