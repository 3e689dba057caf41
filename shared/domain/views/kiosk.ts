import type { Bilingual, Service, ServiceGroup } from '../catalogue.ts'
import { officialName } from '../catalogue.ts'
import { estimateAll, sharingWith } from '../estimate.ts'
import { nextOpening } from '../hours.ts'
import { issuingNow } from '../opening.ts'
import { usedQuota } from '../quotas.ts'
import { type CentreState, liveCounter } from '../state.ts'
import type { Estimate } from '../ticket.ts'

/** A service as the kiosk offers it; closed or full ones stay visible with the reason. */
export interface KioskService {
  readonly service: Service
  readonly waiting: number
  /** Who waits for other services at the same open counters: they too are in front. */
  readonly sharing: number
  readonly estimate: Estimate
  readonly status: 'open' | 'suspended' | 'closed' | 'full'
  readonly opensAt: { readonly inDays: number; readonly from: string } | null
  readonly counters: readonly Bilingual[]
}

/** What a kiosk shows before anybody touches it. */
export interface KioskView {
  readonly centreName: Bilingual | null
  readonly dayOpen: boolean
  readonly emergency: CentreState['emergency']
  readonly openCounters: number
  readonly waiting: number
  readonly groups: Readonly<Record<ServiceGroup, readonly KioskService[]>>
}

function kioskService(state: CentreState, service: Service, estimate: Estimate, now: number): KioskService {
  const isFull = usedQuota(state, service, now) !== null
  const isOpen = issuingNow(state, service, now, () => estimate) !== null
  return {
    service,
    waiting: state.waiting.get(service.id) ?? 0,
    sharing: sharingWith(state, service.id),
    estimate,
    status: !service.enabled ? 'suspended' : !isOpen ? 'closed' : isFull ? 'full' : 'open',
    opensAt: isOpen ? null : nextOpening(service, state.policy, now),
    counters: [...state.counters.values()]
      .filter((counter) => counter.enabled && counter.serviceIds.includes(service.id))
      .map((counter) => counter.name),
  }
}

/** The menu of a kiosk at a moment (ms since the epoch), by the four top groups (S4). */
export function kioskView(state: CentreState, now: number): KioskView {
  const estimates = estimateAll(state, now)
  const services = [...state.services.values()].map((service) =>
    kioskService(state, service, estimates.get(service.id) ?? { p50Minutes: 0, p80Minutes: 0 }, now),
  )
  const of = (group: ServiceGroup) => services.filter((each) => each.service.group === group)
  return {
    centreName: state.site === null ? null : officialName(state.site),
    dayOpen: state.dayOpen,
    emergency: state.emergency,
    openCounters: [...state.counters.keys()].filter((id) => liveCounter(state, id).staffId !== null).length,
    waiting: services.reduce((sum, each) => sum + each.waiting, 0),
    groups: {
      consultation: of('consultation'),
      mediation: of('mediation'),
      aid: of('aid'),
      guidance: of('guidance'),
    },
  }
}
