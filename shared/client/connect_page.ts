import { type Clock, err, ok, type Result, systemClock } from '#basics'
import type { Problem, RouteName, ServerMessage } from '#protocol'
import { type CentreStore, centreStore, currency, deviceChange } from './centre_store.ts'
import { type CallParts, callRoute, httpOrigin, type RouteReply } from './http.ts'
import { type HubClient, hubClient } from './hub_client.ts'
import {
  findEndpoint,
  isStaffPage,
  keepPairedToken,
  keepStaffSession,
  type PageEndpoint,
  type PageName,
  type StaffSession,
  staffSession,
} from './page_access.ts'

/** A caller at a screen is told 'unavailable' after this long, ms. */
export const pageLimit = 3_000

/** A page's connection: what it shows, what it sends, who it is. */
export interface Page {
  readonly clock: Clock
  readonly store: CentreStore
  /** Sends a command; 'unavailable' after three seconds. */
  readonly send: HubClient['send']
  /** Sends `print` or `forget-card` to the agent; false without a link. */
  readonly tell: HubClient['tell']
  /** Messages the store does not keep: announcements. Returns the unsubscriber. */
  onMessage(listener: (message: ServerMessage) => void): () => void
  /** Asks a route of the HTTP surface, as the staff member logged in here or as this device. */
  call<Name extends RouteName>(name: Name, parts?: CallParts): Promise<Result<RouteReply<Name>, Problem>>
  /** Trades a pairing code for a token kept in this browser, and connects with it. */
  pair(code: string): Promise<Result<{ deviceId: string }, Problem>>
  /** Logs a member of staff in for this tab, and connects as them. */
  login(username: string, password: string): Promise<Result<StaffSession, Problem>>
  /** Ends the session here and at the hub. */
  logout(): Promise<void>
  /** The staff session of this tab. */
  session(): StaffSession | null
  close(): void
}

/** Who is needed at a page that has no endpoint. */
const accessNeeded = (page: PageName) => (isStaffPage(page) ? 'needs-login' : 'needs-pairing')

/** Connects a page and keeps it connected; returns at once, the store tells the rest. */
export function connectPage({ page, counter = null }: { page: PageName; counter?: string | null }): Page {
  const clock = systemClock()
  const store = centreStore()
  const listeners = new Set<(message: ServerMessage) => void>()
  const place = { page, counterId: counter }
  let endpoint: PageEndpoint | null = null

  const settleCurrency = () => {
    const view = store.getState()
    store.setState(currency(view, client.live, clock.now() + view.serverOffset))
  }
  /** A token the hub does not know (any more) is not tried again. */
  const dropToken = () => {
    if (endpoint?.source === 'staff') keepStaffSession(null)
    if (endpoint?.source === 'paired') keepPairedToken(place, null)
  }
  const client = hubClient({
    clock,
    random: Math.random,
    limitMs: pageLimit,
    async endpoint() {
      const found = await findEndpoint(place)
      if (found.ok) {
        endpoint = found.value
        store.setState({ access: 'found' })
      }
      return found
    },
    onWelcome: ({ identity, capabilities, serverTime }) =>
      store.setState({
        identity,
        capabilities,
        serverOffset: Date.parse(serverTime) - clock.now(),
        problem: null,
        hubLink: null,
        card: null,
      }),
    onCentre: (centre) => store.setState({ centre, revision: centre.revision }),
    onLive: settleCurrency,
    onMessage(message) {
      store.setState((view) => deviceChange(view, message))
      if (message.type === 'hub-link') settleCurrency()
      for (const listener of listeners) listener(message)
    },
    onProblem(problem) {
      store.setState({ problem })
      if (problem.code !== 'unauthenticated') return
      dropToken()
      if (globalThis.civicHall === undefined) store.setState({ access: accessNeeded(page), identity: null })
    },
  })
  const unsubscribe = globalThis.civicHall?.onEndpoint(() => client.reconnect())

  const origin = () => (endpoint === null ? location.origin : httpOrigin(endpoint.url))
  const call: Page['call'] = (name, parts) =>
    callRoute(origin(), staffSession()?.token ?? endpoint?.token ?? null, name, parts)

  return {
    clock,
    store,
    send: client.send,
    tell: client.tell,
    onMessage(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    call,
    async pair(code) {
      const paired = await callRoute(origin(), null, 'pairDevice', { body: { code } })
      if (!paired.ok) return paired
      keepPairedToken(place, paired.value.token)
      client.reconnect()
      return ok({ deviceId: paired.value.deviceId })
    },
    async login(username, password) {
      const session = await callRoute(origin(), null, 'login', { body: { username, password } })
      if (!session.ok) return err(session.error)
      keepStaffSession(session.value)
      client.reconnect()
      return session
    },
    async logout() {
      await call('logout')
      keepStaffSession(null)
      client.reconnect()
    },
    session: staffSession,
    close() {
      unsubscribe?.()
      client.close()
    },
  }
}
