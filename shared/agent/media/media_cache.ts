import { join } from 'node:path'
import type { Clock } from '#basics'
import { type CentreState, type Medium, mediaAhead } from '#domain'
import {
  type FileAnswer,
  type FileSource,
  type FileTrouble,
  fileAnswer,
  mediaKeeper,
  openMediaFolder,
  requestFile,
} from '#media'
import { mediumFilePath } from '#protocol'
import type { AgentConfig } from '../config.ts'
import type { AgentLog } from '../log.ts'

/** All media of a screen together, bytes. */
const room = 4 * 1_024 ** 3

/** The media of a screen on its own disk: shown from there, also while the hub is away. */
export interface MediaCache {
  /** Takes over what the centre wants shown; the hub has just answered again where `isBack`. */
  follow(centre: CentreState, isBack: boolean): void
  /** A page could not show this medium: its file is read through again, and fetched anew if it is damaged. */
  suspect(mediumId: string): void
  /** A file, or a part of it (`range`: the header's value); null while it is not here whole. */
  answer(sha256: string, range: string | undefined): FileAnswer | null
  /** Why there will not be what should be here, if that is this machine's fault. */
  trouble(): FileTrouble | null
  close(): Promise<void>
}

/** What the cache works with. */
export interface MediaCacheOptions {
  readonly config: AgentConfig
  readonly clock: Clock
  readonly random: () => number
  readonly log: AgentLog
  /** What this machine shows; null while it knows nothing of the centre. */
  centre(): CentreState | null
  /** The hub's time, ms since the epoch. */
  now(): number
  onChange(): void
}

/** Troubles of this machine, which the hub cannot know. */
const ownTroubles: ReadonlySet<FileTrouble> = new Set(['no-room', 'no-space', 'disk'])

/** The hub as the source of a file; one it does not have yet it may have in a minute. */
const hubSource =
  ({ hubUrl, deviceToken }: AgentConfig, sha256: string): FileSource =>
  async (from, signal) => {
    const url = new URL(mediumFilePath(sha256), hubUrl)
    const headers = { authorization: `Bearer ${deviceToken}` }
    const reply = await requestFile({ url, headers, from, signal, mayReach: () => true })
    if (!reply.ok) return reply.error === 'not-found' ? { ok: false, error: 'server' } : reply
    const { value } = reply
    return 'body' in value ? { ok: true, value } : { ok: false, error: 'server' }
  }

/** Opens the cache in the agent's data folder; what it had is read through before any of it is shown. */
export function openMediaCache(options: MediaCacheOptions): MediaCache {
  const { config, clock, log, onChange } = options
  const folder = openMediaFolder(join(config.dataDir, 'media'), clock)
  let known: readonly Medium[] = []
  const ahead = () => mediaAhead(options.centre()?.media.values() ?? [], options.now())
  const keeper = mediaKeeper({
    ...{ folder, clock, random: options.random, room, onChange },
    wanted: () => (options.centre() === null ? null : ahead()),
    source: ({ sha256 }) => hubSource(config, sha256),
    onFault: (error) => log.error({ err: error }, 'the media folder failed'),
  })
  keeper.look()
  return {
    follow({ media }, isBack) {
      const now = [...media.values()]
      // A record is never changed, only replaced.
      const isSame = now.length === known.length && now.every((medium, place) => medium === known[place])
      known = now
      if (isBack) keeper.retry()
      else if (!isSame) keeper.look()
    },
    suspect(mediumId) {
      const sha256 = options.centre()?.media.get(mediumId)?.sha256
      if (sha256 !== undefined) keeper.suspect(sha256)
    },
    answer(sha256, range) {
      const kept = folder.kept(sha256)
      return kept === null ? null : fileAnswer(sha256, kept, range)
    },
    trouble: () =>
      ahead()
        .map(({ sha256 }) => keeper.stateOf(sha256).reason)
        .find((reason) => reason !== null && ownTroubles.has(reason)) ?? null,
    close: keeper.close,
  }
}
