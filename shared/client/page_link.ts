import type { Clock } from '#basics'
import type { Problem, ServerMessage } from '#protocol'
import { type CentreStore, currency, deviceChange } from './centre_store.ts'
import { type HubClient, hubClient } from './hub_client.ts'
import {
  findEndpoint,
  isStaffPage,
  keepPairedToken,
  keepStaffSession,
  type PageEndpoint,
  type PagePlace,
} from './page_access.ts'

/** A caller at a screen is told 'unavailable' after this long, ms. */
const pageLimit = 3_000

/** A page's socket, which keeps its store up to date. */
export interface PageLink {
  readonly client: HubClient
  /** Where the page is connected, or was last. */
  endpoint(): PageEndpoint | null
}

/** Connects a page's store to its end of the wire; `onMessage` hears what the store does not keep. */
export function linkPage(options: {
  readonly place: PagePlace
  readonly clock: Clock
  readonly store: CentreStore
  onMessage(message: ServerMessage): void
}): PageLink {
  const { place, clock, store } = options
  let endpoint: PageEndpoint | null = null

  const settleCurrency = () => {
    const view = store.getState()
    store.setState(currency(view, client.live, clock.now() + view.serverOffset))
  }
  /** A token the hub does not know (any more) is not tried again; a person must log in or pair. */
  const askForAccess = () => {
    if (endpoint?.source === 'staff') keepStaffSession(null)
    if (endpoint?.source === 'paired') keepPairedToken(place, null)
    if (globalThis.civicHall !== undefined) return
    store.setState({ access: isStaffPage(place.page) ? 'needs-login' : 'needs-pairing', identity: null })
  }
  const onProblem = (problem: Problem) => {
    store.setState({ problem })
    if (problem.code === 'unauthenticated') askForAccess()
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
    onLive(live) {
      // What the agent said of its hub counts while the agent is there.
      if (!live) store.setState({ hubLink: null })
      settleCurrency()
    },
    onMessage(message) {
      store.setState((view) => deviceChange(view, message))
      if (message.type === 'hub-link') settleCurrency()
      options.onMessage(message)
    },
    onProblem,
  })
  return { client, endpoint: () => endpoint }
}
