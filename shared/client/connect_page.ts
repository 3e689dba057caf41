import { type Clock, err, ok, type Result, systemClock } from '#basics'
import type { Problem, RouteName, ServerMessage } from '#protocol'
import { type CentreStore, centreStore } from './centre_store.ts'
import { type CallParts, callRoute, fetchMedium, httpOrigin, type RouteReply, sendMedium } from './http.ts'
import type { HubClient } from './hub_client.ts'
import {
  keepPairedToken,
  keepStaffSession,
  type PageName,
  type StaffSession,
  staffSession,
} from './page_access.ts'
import { linkPage } from './page_link.ts'

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
  /** The file of a medium from this page's end of the wire; null where it is not, or not yet. */
  medium(sha256: string): Promise<Blob | null>
  /** Brings the file of a medium of the centre's own. */
  uploadMedium(file: Blob): Promise<Result<RouteReply<'uploadMediumFile'>, Problem>>
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

/** Connects a page and keeps it connected; returns at once, the store tells the rest. */
export function connectPage({ page, counter = null }: { page: PageName; counter?: string | null }): Page {
  const clock = systemClock()
  const store = centreStore()
  const place = { page, counterId: counter }
  const listeners = new Set<(message: ServerMessage) => void>()
  const { client, endpoint } = linkPage({
    place,
    clock,
    store,
    onMessage(message) {
      for (const listener of listeners) listener(message)
    },
  })
  const unsubscribe = globalThis.civicHall?.onEndpoint(() => client.reconnect())

  const origin = () => {
    const found = endpoint()
    return found === null ? location.origin : httpOrigin(found.url)
  }
  const token = () => staffSession()?.token ?? endpoint()?.token ?? null
  const call: Page['call'] = (name, parts) => callRoute(origin(), token(), name, parts)

  return {
    clock,
    store,
    // In a shell the link is the machine's: what a member of staff does there is sent as theirs.
    send: (draft, options) => {
      const as = endpoint()?.source === 'shell' ? (staffSession()?.token ?? null) : null
      return client.send(draft, { as, ...options })
    },
    tell: client.tell,
    onMessage(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    call,
    medium: (sha256) => fetchMedium(origin(), token(), sha256),
    uploadMedium: (file) => sendMedium(origin(), token(), file),
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
