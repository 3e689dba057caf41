import { type CentreState, type CounterConfig, type DeviceLive, liveCounter } from '#domain'

/** How a counter is, for its place on the plan. */
export type CounterTone = 'disabled' | 'closed' | 'open' | 'paused' | 'called' | 'serving'

/** A counter or room on the plan of the hall. */
export interface PlanCounter {
  readonly config: CounterConfig
  readonly tone: CounterTone
  readonly staffId: string | null
  readonly number: string | null
  readonly devices: readonly DeviceLive[]
}

/** The hall as a plan: what stands where, and how it is. */
export interface HallPlan {
  readonly counters: readonly PlanCounter[]
  readonly rooms: readonly PlanCounter[]
  readonly kiosk: readonly DeviceLive[]
  readonly hall: readonly DeviceLive[]
  readonly waiting: number
}

const kioskFamilies: ReadonlySet<string> = new Set(['id-card', 'ticket-printer', 'code-scanner', 'kiosk'])

function planCounter(state: CentreState, config: CounterConfig): PlanCounter {
  const live = liveCounter(state, config.id)
  const current = state.live.get(live.currentTicketId ?? '')
  const tone = !config.enabled
    ? 'disabled'
    : live.staffId === null
      ? 'closed'
      : current?.state === 'SERVING'
        ? 'serving'
        : current?.state === 'CALLED'
          ? 'called'
          : live.paused !== null
            ? 'paused'
            : 'open'
  const devices = [...state.devices.values()].filter((device) => device.counterId === config.id)
  return { config, tone, staffId: live.staffId, number: current?.number ?? null, devices }
}

/** Draws the plan from the centre's state. */
export function hallPlan(state: CentreState): HallPlan {
  const all = [...state.counters.values()].map((config) => planCounter(state, config))
  const shared = [...state.devices.values()].filter((device) => device.counterId === null)
  return {
    counters: all.filter(({ config }) => config.kind === 'counter'),
    rooms: all.filter(({ config }) => config.kind === 'room'),
    kiosk: shared.filter((device) => kioskFamilies.has(device.family)),
    hall: shared.filter((device) => !kioskFamilies.has(device.family)),
    waiting: [...state.waiting.values()].reduce((sum, count) => sum + count, 0),
  }
}
