import { type Clock, ok } from '#basics'
import { type HubClient, hubClient, socketUrl } from '#client'
import type { CentreState, RecordedEvent } from '#domain'
import type { Identity } from '#protocol'
import type { AgentConfig, AgentRole } from './config.ts'
import type { AgentLog } from './log.ts'
import type { SavedState } from './saved_mirror.ts'

/** The agent's link to its hub. */
export interface Upstream {
  readonly client: HubClient
  readonly identity: Identity
  readonly demo: boolean
  /** False until a state is known, from the hub or from the disk. */
  readonly known: boolean
  /** The hub's time as far as this machine knows it, ms since the epoch; never earlier than what it last saw of the hub. */
  now(): number
  link(): { readonly connected: boolean; readonly since: string }
  /** Whether the link has been lost for longer than it takes to come back: nobody waits for the hub then. */
  readonly isGone: boolean
}

/** A link lost for less than this is given the time to come back, ms. */
const awayAfter = 1_000

/** What an upstream needs and whom it tells. */
export interface UpstreamOptions {
  readonly config: AgentConfig
  readonly role: AgentRole
  readonly clock: Clock
  readonly random: () => number
  readonly log: AgentLog
  /** What an earlier run left, and when. */
  readonly saved: SavedState | null
  onCentre(centre: CentreState, events: readonly RecordedEvent[] | null): void
  onLink(connected: boolean): void
}

/** Connects to the hub as this machine's device and stays connected. */
export function openUpstream(options: UpstreamOptions): Upstream {
  const { config, clock, log } = options
  let identity: Identity = {
    kind: 'device',
    deviceId: config.deviceId,
    role: options.role,
    counterId: config.counterId,
  }
  let demo = false
  // The clock of a machine may be set while its hub is away: only what has passed since is counted on.
  let heard = { at: Math.max(clock.now(), options.saved?.savedAt ?? 0), elapsed: clock.elapsed() }
  const now = () => heard.at + clock.elapsed() - heard.elapsed
  let known = options.saved !== null
  let connected = false
  let lostAt = clock.elapsed()
  let since = options.saved?.savedAt ?? now()
  let lastProblem = ''

  const client = hubClient({
    clock,
    random: options.random,
    limitMs: null,
    kept: options.saved,
    endpoint: async () => ok({ url: socketUrl(config.hubUrl.replace(/\/$/, '')), token: config.deviceToken }),
    onWelcome(welcome) {
      identity = welcome.identity
      demo = welcome.capabilities.demo
      heard = { at: Date.parse(welcome.serverTime), elapsed: clock.elapsed() }
    },
    onCentre(centre, events) {
      known = true
      options.onCentre(centre, events)
    },
    onLive(live) {
      connected = live
      lostAt = clock.elapsed()
      since = now()
      lastProblem = ''
      log.info({ connected }, 'hub link')
      options.onLink(live)
    },
    onMessage: () => undefined,
    onProblem(problem) {
      if (problem.code === lastProblem) return
      lastProblem = problem.code
      log.warn({ code: problem.code, detail: problem.detail }, 'hub refuses')
    },
  })
  return {
    client,
    get identity() {
      return identity
    },
    get demo() {
      return demo
    },
    get known() {
      return known
    },
    now,
    get isGone() {
      return !connected && clock.elapsed() - lostAt >= awayAfter
    },
    link: () => ({ connected, since: new Date(since).toISOString() }),
  }
}
