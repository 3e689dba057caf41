import type { HubClient } from '#client'
import type { CentreState } from '#domain'
import { type DeviceContext, reporter } from '../device_context.ts'
import { type MediaCache, openMediaCache } from './media_cache.ts'
import { playTally } from './play_tally.ts'

/** The signage of a machine: the files its screen shows, and what it has shown. */
export interface SignageDevice {
  readonly cache: MediaCache
  follow(centre: CentreState, isBack: boolean): void
  /** A page has shown a medium, for so long. */
  shown(mediumId: string, seconds: number): void
  /** A page has the file of a medium and cannot show it. */
  failed(mediumId: string): void
  close(): Promise<void>
}

/** What it needs of the rest of the agent. */
export interface SignageOptions {
  readonly send: HubClient['send']
  readonly random: () => number
  /** What this machine shows; null while it knows nothing of the centre. */
  centre(): CentreState | null
  /** The hub's time, ms since the epoch. */
  now(): number
}

/** Opens it. Staff hear of it only once something is wrong: a screen without media has nothing to tell. */
export function openSignageDevice(context: DeviceContext, options: SignageOptions): SignageDevice {
  const { config, clock, log, store } = context
  const { centre, now, send, random } = options
  const failing = new Set<string>()
  let hasTold = false
  const tell = () => {
    const media = centre()?.media
    for (const id of failing) if (media?.get(id)?.enabled !== true) failing.delete(id)
    const [worst] = failing
    const reason = worst === undefined ? cache.trouble() : 'cannot-show'
    if (reason === null && !hasTold) return
    hasTold = true
    const name = (worst === undefined ? undefined : media?.get(worst)?.title.zh) ?? 'signage'
    const place = { part: 'signage', family: 'signage', counterId: config.counterId }
    reporter(context, { ...place, name: name.slice(0, 80) })({
      state: reason === null ? 'ready' : 'degraded',
      reason,
    })
  }
  const cache: MediaCache = openMediaCache({
    config,
    clock,
    random,
    log,
    centre,
    now,
    onChange: () => tell(),
  })
  const zone = () => centre()?.policy.zoneMinutes ?? 0
  const tally = playTally({ clock, store, log, send, now, zone })
  return {
    cache,
    follow(state, isBack) {
      cache.follow(state, isBack)
      if (failing.size > 0) tell()
    },
    shown(mediumId, seconds) {
      tally.shown(mediumId, seconds)
      if (failing.delete(mediumId)) tell()
    },
    failed(mediumId) {
      if (centre()?.media.has(mediumId) !== true) return
      log.warn({ mediumId }, 'a medium cannot be shown')
      failing.add(mediumId)
      cache.suspect(mediumId)
      tell()
    },
    async close() {
      tally.close()
      await cache.close()
    },
  }
}
