import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Step } from './trace.ts'

/** What a disk promises to write whole. */
const sector = 512

/** Something written to a file, by its place in the record. */
type Change = { readonly index: number } & (
  | { readonly at: number; readonly data: Buffer }
  | { readonly size: number }
)

interface File {
  readonly base: Buffer
  readonly changes: Change[]
  readonly syncs: number[]
}

/** A change of names, by its place in the record. */
interface Renaming {
  readonly index: number
  /** Places of the syncs that are bound to make it durable: of its folder, or of the file itself. */
  ownSyncs(): readonly number[]
  apply(names: Map<string, number>): void
}

/**
 * How a file system keeps changes of names. 'journal': in order, and any sync takes all before it along (ext4, XFS).
 * 'folders': each by itself, until its folder or its file is synced (all that POSIX and btrfs promise).
 */
export type NameKeeping = 'journal' | 'folders'

/** A record of everything that happened to a folder, from which the states a power cut could leave are made. */
export interface PowerRecord {
  readonly length: number
  /** How many answers had gone out before each step. */
  readonly answers: readonly number[]
  /**
   * The files a power cut before a step could leave. `whim` says for each thing that was not synced what became of
   * it: below `kept` it is there, above `lost` it is not, in between it is torn at sectors.
   */
  cut(step: number, whim: () => number, keeping: NameKeeping): ReadonlyMap<string, Buffer>
}

const shares = { kept: 0.4, lost: 0.8 }

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && !path.endsWith('-shm'))
}

/** The content of a folder, to record from. */
export const contentOf = (folder: string): ReadonlyMap<string, Buffer> =>
  new Map(filesIn(folder).map((path) => [path, readFileSync(path)]))

/** Copies data over content, sector by sector of the disk, as far as each sector is kept. */
function overwrite(content: Buffer, at: number, data: Buffer, isSectorKept: () => boolean): void {
  for (let from = 0; from < data.length; ) {
    const to = Math.min(data.length, from + sector - ((at + from) % sector))
    if (isSectorKept()) data.copy(content, at + from, from, to)
    from = to
  }
}

function contentAt({ base, changes, syncs }: File, step: number, whim: () => number): Buffer {
  const synced = syncs.findLast((index) => index < step) ?? -1
  const ends = changes.map((change) => ('size' in change ? change.size : change.at + change.data.length))
  const content = Buffer.alloc(Math.max(base.length, ...ends))
  base.copy(content)
  let size = base.length
  for (const change of changes) {
    if (change.index >= step) break
    const fate = change.index < synced ? 0 : whim()
    if (fate >= shares.lost) continue
    if ('size' in change) {
      size = change.size
      content.fill(0, size)
      continue
    }
    overwrite(content, change.at, change.data, fate < shares.kept ? () => true : () => whim() < 0.5)
    size = Math.max(size, change.at + change.data.length)
  }
  return content.subarray(0, size)
}

/** Everything that happened to a folder, by files and names. */
interface Sorted {
  readonly files: readonly File[]
  readonly start: ReadonlyMap<string, number>
  readonly renamings: readonly Renaming[]
  readonly syncs: readonly number[]
  readonly answers: readonly number[]
}

/** Gathers files and names while the steps of a recording are gone through. */
function sorter(base: ReadonlyMap<string, Buffer>) {
  const files: File[] = []
  const add = (content: Buffer) => files.push({ base: content, changes: [], syncs: [] }) - 1
  const start = new Map([...base].map(([path, content]) => [path, add(content)]))
  const names = new Map(start)
  const renamings: Renaming[] = []
  const folderSyncs = new Map<string, number[]>()
  const syncsOf = (folder: string) => {
    const known = folderSyncs.get(folder) ?? []
    folderSyncs.set(folder, known)
    return known
  }
  return {
    files,
    start,
    renamings,
    syncsOf,
    add,
    inodeOf: (path: string) => names.get(path),
    rename(index: number, path: string, file: File | undefined, apply: Renaming['apply']) {
      const [ofFolder, ofFile] = [syncsOf(dirname(path)), file?.syncs ?? []]
      renamings.push({ index, apply, ownSyncs: () => [...ofFolder, ...ofFile] })
      apply(names)
    },
  }
}

function changeNames(sort: ReturnType<typeof sorter>, index: number, step: Step): void {
  if (step.kind !== 'make' && step.kind !== 'remove' && step.kind !== 'rename') return
  const { path } = step
  const inode = sort.inodeOf(path)
  if (step.kind === 'make') {
    if (inode !== undefined) return
    const fresh = sort.add(Buffer.alloc(0))
    sort.rename(index, path, sort.files[fresh], (names) => names.set(path, fresh))
  } else if (step.kind === 'remove') sort.rename(index, path, undefined, (names) => names.delete(path))
  else if (inode !== undefined)
    sort.rename(index, path, sort.files[inode], (names) => {
      names.delete(path)
      names.set(step.to, inode)
    })
}

function sorted(base: ReadonlyMap<string, Buffer>, steps: readonly Step[]): Sorted {
  const sort = sorter(base)
  const { files, start, renamings } = sort
  const syncs: number[] = []
  const answers: number[] = []
  const ends = new Map<File, number>()
  let answered = 0
  for (const [index, step] of steps.entries()) {
    answers.push(answered)
    if (step.kind === 'answer') {
      answered += 1
      continue
    }
    changeNames(sort, index, step)
    const file = files[sort.inodeOf(step.path) ?? -1]
    if (step.kind === 'sync') {
      syncs.push(index)
      sort.syncsOf(step.path).push(index)
      file?.syncs.push(index)
    } else if (step.kind === 'cut') file?.changes.push({ index, size: step.size })
    else if (step.kind === 'write' && file !== undefined) {
      const at = step.at ?? ends.get(file) ?? file.base.length
      ends.set(file, at + step.data.length)
      file.changes.push({ index, at, data: step.data })
    }
  }
  answers.push(answered)
  return { files, start, renamings, syncs, answers }
}

/** Makes a recording into something that can be cut; `base` is what the folder held before. */
export function recordOf(base: ReadonlyMap<string, Buffer>, steps: readonly Step[]): PowerRecord {
  const { files, start, renamings, syncs, answers } = sorted(base, steps)
  const namesAt = (step: number, whim: () => number, keeping: NameKeeping) => {
    const synced = syncs.findLast((index) => index < step) ?? -1
    const names = new Map(start)
    for (const { index, ownSyncs, apply } of renamings) {
      if (index >= step) break
      const isBound =
        keeping === 'journal' ? index < synced : ownSyncs().some((sync) => sync > index && sync < step)
      if (isBound || whim() < shares.lost) apply(names)
      else if (keeping === 'journal') break
    }
    return names
  }
  return {
    length: steps.length,
    answers,
    cut: (step, whim, keeping) =>
      new Map(
        [...namesAt(step, whim, keeping)].flatMap(([path, inode]) => {
          const file = files[inode]
          return file === undefined ? [] : [[path, contentAt(file, step, whim)] as const]
        }),
      ),
  }
}

/** Writes files that lay in one folder into another, which then holds nothing else. */
export function layOut(files: ReadonlyMap<string, Buffer>, from: string, to: string): void {
  rmSync(to, { recursive: true, force: true })
  mkdirSync(to, { recursive: true })
  for (const [path, content] of files) {
    const target = join(to, relative(from, path))
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, content)
  }
}
