import type { Clock, Timer } from '#basics'
import { callRoute } from '#client'
import type { StandbyReply } from '#protocol'
import type { AgentConfig } from './config.ts'
import type { AgentLog } from './log.ts'
import { openStandbyFiles, type StandbyFiles } from './standby_files.ts'

/** Keeps on this machine what another hub would need, where the hub wants that. */
export interface Standby {
  /** The mirror has moved: there is something to fetch. */
  moved(): void
  close(): Promise<void>
}

const delays = {
  /** Between two questions, ms: what a standby may lack of a hub that dies. */
  gap: 200,
  /** Without news, so that the base is fresh. */
  idle: 60_000,
  /** A machine that is no standby asks whether it has become one. */
  otherwise: 60_000,
  trouble: 5_000,
} as const

/** What following needs. */
export interface StandbyOptions {
  readonly config: Pick<AgentConfig, 'hubUrl' | 'deviceToken' | 'dataDir'>
  readonly clock: Clock
  readonly log: AgentLog
  /** The epoch this machine knows: a hub of an earlier one is not followed. */
  epoch(): number
}

/** Takes an answer in: the base before the log, so that no event is here whose ways in are not. */
function keep(files: StandbyFiles, after: number, reply: StandbyReply): void {
  const { site, epoch, to, toHash, log, base, people } = reply
  if (base !== null) files.replaceBase({ kind: 'base', site, mark: base.mark, box: base.sealed })
  if (people !== null) files.addPeople({ kind: 'people', site, mark: '', box: people })
  if (log !== null) files.addLog({ site, epoch, after, to, toHash, box: log })
}

/** Starts following. A hub that does not want this machine as a standby is asked again now and then. */
export function startStandby({ config, clock, log, epoch }: StandbyOptions): Standby {
  const origin = config.hubUrl.replace(/\/$/, '')
  let files: StandbyFiles | null = null
  let isStandby = false
  let hasMoved = false
  let closed = false
  let timer: Timer | null = null
  let running: Promise<void> | null = null

  const ask = async (): Promise<number> => {
    hasMoved = false
    // Only a standby has a folder: what is there from an earlier run is gone on from.
    const end = files?.end() ?? { after: 0, hash: '', base: 'none' }
    const query = { after: String(end.after), hash: end.hash, base: end.base }
    const answer = await callRoute(origin, config.deviceToken, 'followAsStandby', { query })
    if (!answer.ok) {
      const isWanted = answer.error.code !== 'forbidden'
      if (isStandby && !isWanted) log.warn('this machine is no longer a standby')
      isStandby &&= isWanted
      return isWanted ? delays.trouble : delays.otherwise
    }
    if (answer.value.epoch < epoch()) return delays.trouble
    if (files === null) {
      files = openStandbyFiles(config.dataDir)
      isStandby = true
      log.info('this machine is a standby of its hub')
      return 0
    }
    if (!answer.value.follows) {
      log.warn({ held: end.after }, 'the hub has another log: what was kept of the old one is put aside')
      files.putAside(clock.now())
      return 0
    }
    keep(files, end.after, answer.value)
    // Asking again also tells the hub how far this machine is.
    return answer.value.log !== null || hasMoved ? delays.gap : delays.idle
  }
  const run = async () => {
    const wait = await ask().catch((error: unknown) => {
      log.error({ err: error }, 'the standby’s copy could not be kept')
      return delays.trouble
    })
    running = null
    plan(hasMoved && isStandby ? Math.min(wait, delays.gap) : wait)
  }
  const plan = (wait: number) => {
    timer?.cancel()
    if (closed) return
    timer = clock.after(wait, () => {
      timer = null
      running = run()
    })
  }
  plan(0)
  return {
    moved() {
      if (hasMoved) return
      hasMoved = true
      if (isStandby && running === null) plan(delays.gap)
    },
    async close() {
      closed = true
      timer?.cancel()
      await running
    },
  }
}
