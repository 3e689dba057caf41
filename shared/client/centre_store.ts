import { createStore, type StoreApi } from 'zustand/vanilla'
import { type CentreState, emptyCentre } from '#domain'
import type { Capabilities, CardSeen, Identity, PrintProgress, Problem, ServerMessage } from '#protocol'

/** What a page shows: the mirror of the centre, and how this machine is. Nothing derived is kept. */
export interface CentreView {
  readonly revision: number
  /** Changed in place as events come: read it through `useCentre`, never keep parts of it. */
  readonly centre: CentreState
  /** 'connecting' until the first catch-up; 'stale' while the hub is out of reach. */
  readonly connection: 'connecting' | 'live' | 'stale'
  /** Since when the shown state may be old, ms by the server's clock; null while live. */
  readonly staleSince: number | null
  /** The server's clock minus this machine's, ms. */
  readonly serverOffset: number
  readonly identity: Identity | null
  readonly capabilities: Capabilities | null
  readonly card: CardSeen | null
  readonly cardReader: DeviceSeen | null
  readonly printer: DeviceSeen | null
  /** Prints of this machine by ticket id, the last 20. */
  readonly prints: Readonly<Record<string, PrintProgress>>
  /** Whether the agent's hub answers; null on the hub itself. */
  readonly hubLink: {
    readonly connected: boolean
    readonly since: string
    /** Steps done here that wait to be merged; null where this machine cannot go on without its hub. */
    readonly pending: number | null
  } | null
  /** What a person must do before there is an endpoint. */
  readonly access: 'finding' | 'found' | 'needs-pairing' | 'needs-login'
  /** The last thing that kept us from connecting; null once live. */
  readonly problem: Problem | null
}

/** A device as a page sees it; the reason is from the device family's closed list. */
export interface DeviceSeen {
  readonly state: string
  readonly reason: string | null
}

/** The mirror of a centre that screens select from. */
export type CentreStore = StoreApi<CentreView>

const printsKept = 20

/** Makes the store of a page before its first word from the other end. */
export const centreStore = (): CentreStore =>
  createStore<CentreView>(() => ({
    revision: 0,
    centre: emptyCentre(),
    connection: 'connecting',
    staleSince: null,
    serverOffset: 0,
    identity: null,
    capabilities: null,
    card: null,
    cardReader: null,
    printer: null,
    prints: {},
    hubLink: null,
    access: 'finding',
    problem: null,
  }))

function withPrint(prints: CentreView['prints'], progress: PrintProgress): CentreView['prints'] {
  const others = Object.entries(prints).filter(([id]) => id !== progress.ticketId)
  return Object.fromEntries([...others, [progress.ticketId, progress] as const].slice(-printsKept))
}

/** What an agent's message changes on the page. */
export function deviceChange(view: CentreView, message: ServerMessage): Partial<CentreView> {
  switch (message.type) {
    case 'card':
      return { card: message.card }
    case 'card-reader':
      return { cardReader: { state: message.state, reason: message.reason } }
    case 'printer':
      return { printer: { state: message.state, reason: message.reason } }
    case 'print':
      return { prints: withPrint(view.prints, message.progress) }
    case 'hub-link':
      return { hubLink: { connected: message.connected, since: message.since, pending: message.pending } }
    default:
      return {}
  }
}

/** How current the page is: live only when our link is, and the agent's own link to the hub too. */
export function currency(
  view: CentreView,
  live: boolean,
  now: number,
): Pick<CentreView, 'connection' | 'staleSince'> {
  if (live && view.hubLink?.connected !== false) return { connection: 'live', staleSince: null }
  if (view.revision === 0) return { connection: 'connecting', staleSince: null }
  const since = live && view.hubLink !== null ? Date.parse(view.hubLink.since) : now
  return { connection: 'stale', staleSince: view.staleSince ?? since }
}
