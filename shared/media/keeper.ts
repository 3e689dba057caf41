import type { Clock, Timer } from '#basics'
import type { MediaFolder } from './media_folder.ts'
import type { FileSource, WantedFile } from './receive.ts'
import { type FileTrouble, isLasting } from './trouble.ts'

/** Named times, ms. */
export const keeperDelays = {
  /** After the first failure; doubled with each, up to the longest, and spread by up to half. */
  first: 2_000,
  longest: 600_000,
  /** What a person has to put right is still asked for now and then. */
  lasting: 3_600_000,
  /** Files are read through again this often: a disk that fails says nothing by itself. */
  recheck: 6 * 3_600_000,
} as const

/** How a wanted file stands. */
export interface FileState {
  readonly state: 'ready' | 'waiting' | 'fetching' | 'refused'
  readonly reason: FileTrouble | null
}

/** What a keeper works with. */
export interface KeeperOptions {
  readonly folder: MediaFolder
  readonly clock: Clock
  readonly random: () => number
  /** All files there should be, the most needed first; null while nobody knows. */
  wanted(): readonly WantedFile[] | null
  /** Files that nobody fetches and that stay all the same. */
  alsoKept?(): readonly string[]
  source(file: WantedFile): FileSource
  /** All files together, bytes: what does not fit any more is not fetched. */
  readonly room: number
  onChange(): void
  onFault(error: unknown): void
}

/** Keeps a folder equal to what is wanted. */
export interface MediaKeeper {
  /** What is wanted may have changed. */
  look(): void
  /** Asks for everything now, whatever failed before: the way is open again, or a person wants it. */
  retry(): void
  stateOf(sha256: string): FileState
  /** Somebody could not show this file: it is read through again, and fetched anew if it is damaged. */
  suspect(sha256: string): void
  close(): Promise<void>
}

interface Failure {
  readonly trouble: FileTrouble
  readonly tries: number
  /** When it is asked for again, on the clock of elapsed time. */
  readonly dueAt: number
}

/** Brings in what is wanted, one file at a time, in the order of need, and throws away what is not. */
export function mediaKeeper(options: KeeperOptions): MediaKeeper {
  const { folder, clock, random } = options
  const failures = new Map<string, Failure>()
  const unchecked = new Set<string>()
  const seen = new Set<string>()
  let fetching: string | null = null
  const closing = new AbortController()
  let isAsked = false
  let working: Promise<void> | null = null
  let timer: Timer | null = null

  const failed = ({ sha256 }: WantedFile, trouble: FileTrouble) => {
    const tries = (failures.get(sha256)?.tries ?? 0) + 1
    const grown = Math.min(keeperDelays.first * 2 ** (tries - 1), keeperDelays.longest)
    // The first time it may have been a damaged half that was gone on with.
    const wait = isLasting(trouble) && tries > 1 ? keeperDelays.lasting : grown
    failures.set(sha256, { trouble, tries, dueAt: clock.elapsed() + wait * (1 - random() / 2) })
  }
  /** Those for which there is room, in the order of need. */
  const fitting = (wanted: readonly WantedFile[]) => {
    let left = options.room
    return wanted.filter(({ bytes }) => {
      const fits = bytes <= left
      if (fits) left -= bytes
      return fits
    })
  }
  const bringOne = async (file: WantedFile) => {
    const { sha256 } = file
    if (!seen.has(sha256) || unchecked.has(sha256)) {
      seen.add(sha256)
      unchecked.delete(sha256)
      if (await folder.check(file)) failures.delete(sha256)
      options.onChange()
    }
    if (folder.kept(sha256) !== null || closing.signal.aborted) return
    if ((failures.get(sha256)?.dueAt ?? 0) > clock.elapsed()) return
    fetching = sha256
    options.onChange()
    const received = await folder.receive(file, { source: options.source(file), closing: closing.signal })
    fetching = null
    if (received.ok) failures.delete(sha256)
    else failed(file, received.error)
    options.onChange()
  }
  const round = async () => {
    const wanted = options.wanted()
    if (wanted === null) return
    const files = fitting(wanted)
    await folder.keepOnly(new Set([...files.map(({ sha256 }) => sha256), ...(options.alsoKept?.() ?? [])]))
    for (const file of files) if (!closing.signal.aborted) await bringOne(file)
  }
  const sleepUntilDue = () => {
    timer?.cancel()
    const due = [...failures.values()].map(({ dueAt }) => dueAt)
    if (closing.signal.aborted || due.length === 0) return
    timer = clock.after(Math.max(1, Math.min(...due) - clock.elapsed()), look)
  }
  const work = async () => {
    while (isAsked && !closing.signal.aborted) {
      isAsked = false
      await round().catch(options.onFault)
    }
    working = null
    sleepUntilDue()
  }
  const look = () => {
    isAsked = true
    working ??= work()
  }
  const recheck = clock.every(keeperDelays.recheck, () => {
    for (const sha256 of seen) unchecked.add(sha256)
    look()
  })
  return {
    look,
    retry() {
      failures.clear()
      look()
    },
    stateOf(sha256) {
      if (folder.kept(sha256) !== null) return { state: 'ready', reason: null }
      if (fetching === sha256) return { state: 'fetching', reason: null }
      const isLeftOut = !fitting(options.wanted() ?? []).some((file) => file.sha256 === sha256)
      const reason = failures.get(sha256)?.trouble ?? (isLeftOut ? 'no-room' : null)
      return { state: reason !== null && isLasting(reason) ? 'refused' : 'waiting', reason }
    },
    suspect(sha256) {
      unchecked.add(sha256)
      look()
    },
    async close() {
      closing.abort()
      timer?.cancel()
      recheck.cancel()
      await working
    },
  }
}
