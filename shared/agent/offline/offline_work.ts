import { type Clock, err, type Result } from '#basics'
import { type HubClient, newCommandId } from '#client'
import type { CentreState, RecordedEvent } from '#domain'
import { type Problem, type WireCommand, wireCommand } from '#protocol'
import type { AgentStore } from '../agent_store.ts'
import type { AgentConfig, AgentRole } from '../config.ts'
import type { AgentLog } from '../log.ts'
import { knownSessions } from './known_sessions.ts'
import { leaseKeeper } from './lease_keeper.ts'
import { openMerger } from './merger.ts'
import { offlineDesk, problemOf } from './offline_desk.ts'
import { openOverlay } from './overlay.ts'

type Answer = Result<unknown, Problem>

/** How often a machine without its hub looks whether the next business day has come, ms. */
const dayEvery = 30_000

/** A machine's work while its hub is away, and its way home. */
export interface OfflineWork {
  /** This machine's own picture, or null while the mirror is the picture. */
  readonly centre: CentreState | null
  /** Steps that wait to be merged; null on machines that cannot go on without the hub. */
  readonly pending: number | null
  /** How many commands this run has done here: a later press may have changed what an earlier one was about. */
  readonly doneHere: number
  /** Whether keys and buttons of this machine work by themselves now. */
  readonly isAway: boolean
  /** The hub for this machine's own devices: what can be done here while it is away, is. */
  readonly hub: Pick<HubClient, 'send'>
  /** Does a command here when the hub is away; null: it must go to the hub. */
  take(command: WireCommand, as: string | null): Answer | null
  /** Does a command here that the hub has not answered in time; null when it cannot be done here. */
  takeUnanswered(command: WireCommand, as: string | null): Answer | null
  /** The hub has granted something to this staff session; `staffId`: whose it is, where the answer said so. */
  accepted(as: string, staffId: string | null): void
  onLink(connected: boolean): void
  onEvents(events: readonly RecordedEvent[]): void
  close(): void
}

/** What offline work is made of. */
export interface OfflineWorkOptions {
  readonly role: AgentRole
  readonly config: AgentConfig
  readonly clock: Clock
  readonly log: AgentLog
  readonly store: AgentStore
  readonly client: Pick<HubClient, 'send'>
  mirror(): CentreState
  live(): boolean
  /** Whether the hub has been away for longer than a link needs to come back. */
  isGone(): boolean
  /** The hub's time, ms since the epoch. */
  now(): number
  /** Whether the hub answers, and since when (ISO, by its clock). */
  link(): { readonly connected: boolean; readonly since: string }
  /** The picture has changed: something was done here, or the mirror is the picture again. */
  onPicture(how: 'done-here' | 'merged'): void
}

function completed(draft: Parameters<HubClient['send']>[0], clock: Clock): WireCommand | null {
  const body = { commandId: newCommandId(clock), ...draft.body }
  const parsed = wireCommand.safeParse({ ...draft, body })
  return parsed.success ? parsed.data : null
}

/** Machines without work of their own: everything goes to the hub. */
const noWork = ({ client }: OfflineWorkOptions): OfflineWork => ({
  centre: null,
  pending: null,
  doneHere: 0,
  isAway: false,
  hub: client,
  take: () => null,
  takeUnanswered: () => null,
  accepted: () => undefined,
  onLink: () => undefined,
  onEvents: () => undefined,
  close: () => undefined,
})

/** Opens it for a kiosk or a counter, with what an earlier run left to be merged. */
export function openOfflineWork(options: OfflineWorkOptions): OfflineWork {
  const { role, config, clock, log, store, client } = options
  if (role !== 'kiosk' && role !== 'counter') return noWork(options)
  const { outbox } = store
  const { deviceId, counterId } = config
  const sessions = knownSessions(store, clock)
  const overlay = openOverlay((error) => log.warn({ err: error }, 'a kept step does not fit the mirror'))
  if (outbox.pending() > 0) overlay.begin(options.mirror(), outbox.each(), options.now())
  const leases = role === 'kiosk' ? leaseKeeper({ ...options, deviceId, send: client.send }) : null
  let doneHere = 0

  const isAway = () => outbox.pending() > 0 || options.isGone()
  const merging = openMerger({
    clock,
    outbox,
    log,
    send: client.send,
    live: options.live,
    onMoved: () => undefined,
    onDone() {
      const { businessDay } = options.mirror()
      if (overlay.centre !== null) {
        overlay.end()
        options.onPicture('merged')
      }
      leases?.ask()
      // Last, for a full disk refuses it.
      if (businessDay !== null) outbox.forgetEarlierDays(businessDay)
    },
  })
  const desk = offlineDesk({
    ...{ role, deviceId, counterId, clock, log, outbox, overlay },
    mirror: options.mirror,
    now: options.now,
    heardAt: () => (options.link().connected ? options.now() : Date.parse(options.link().since)),
    sealKey: () => leases?.sealKey ?? null,
    knowsGiven: () => leases?.knowsGiven ?? true,
    onDone() {
      doneHere += 1
      options.onPicture('done-here')
      merging.wake()
    },
  })
  const days = clock.every(dayEvery, () => {
    if (isAway() && !options.live() && desk.openDay()) options.onPicture('done-here')
  })
  /** A number or what else a machine does for itself; with the hub there its numbers do not run out as a lease does. */
  const takeItself = (command: WireCommand): Answer | null => {
    const here = desk.take(command, null)
    const isUsedUp = here?.ok === false && here.error.code === 'leased-numbers-used'
    return isUsedUp && options.live() ? null : here
  }
  const takeUnanswered: OfflineWork['takeUnanswered'] = (command, as) => {
    if (command.name !== 'counter' || as === null) return takeItself(command)
    const staffId = sessions.staffOf(as)
    const isOpening = command.body.type === 'open'
    if (sessions.isKnown(as) && !(isOpening && staffId === null)) return desk.take(command, staffId)
    return options.live() ? null : err(problemOf({ code: 'login-needs-hub', detail: {} }))
  }
  const take: OfflineWork['take'] = (command, as) => {
    if (!isAway()) return null
    const here = takeUnanswered(command, as)
    const isSaid = command.name === 'counter' && role === 'counter'
    if (here !== null || options.live() || !isSaid) return here
    return err(problemOf({ code: 'needs-hub', detail: {} }))
  }
  return {
    get centre() {
      return overlay.centre
    },
    get pending() {
      return outbox.pending()
    },
    get doneHere() {
      return doneHere
    },
    get isAway() {
      return isAway()
    },
    hub: {
      send: (draft, sending) => {
        const command = isAway() ? completed(draft, clock) : null
        const here = command === null ? null : take(command, sending?.as ?? null)
        return here === null ? client.send(draft, sending) : (Promise.resolve(here) as never)
      },
    },
    take,
    takeUnanswered,
    accepted: sessions.accepted,
    onLink(connected) {
      if (connected) merging.wake()
    },
    onEvents: (events) => leases?.follow(events),
    close() {
      days.cancel()
      merging.close()
      leases?.close()
    },
  }
}
