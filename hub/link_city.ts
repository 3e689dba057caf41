import { type Clock, systemClock } from '#basics'
import type { HubLog } from './server/hub_parts.ts'
import type { RunningHub } from './start_hub.ts'
import {
  type CatalogueRule,
  type CityAdapter,
  type HttpAdapterOptions,
  type OpenLink,
  openCityLink,
  openInbox,
} from './sync/index.ts'

/** Starts a hub's link to its city over an adapter, and shows it at the hub's doors; the centre never waits for it. */
export function linkCity(
  hub: RunningHub,
  adapter: CityAdapter,
  settings: {
    /** Opens what the city has sealed for this site. */
    readonly seal: Buffer
    readonly catalogue: CatalogueRule
    readonly log: HubLog
    readonly clock?: Clock
    readonly random?: () => number
  },
): OpenLink {
  const { seal, catalogue, log, clock = systemClock(), random = Math.random } = settings
  const link = openCityLink({
    adapter,
    log: hub.log,
    cursors: hub.cursors,
    rows: hub.rows,
    inbox: openInbox(hub.rows, hub.citySide, seal, catalogue),
    clock,
    epochBegan: () => hub.centre.state().epochBegan,
    holder: hub.newId(),
    random,
    onTrouble: (sentence) =>
      sentence === null
        ? log.info({}, 'the city answers again')
        : log.warn({ trouble: sentence }, 'the city link failed'),
  })
  hub.showCity(link)
  return link
}

/** What a city's adapter asks and tells about epochs: the log's own, and a later one that the hub's fence is to hear of. */
export const epochOf = (hub: RunningHub): Pick<HttpAdapterOptions, 'epoch' | 'onLaterEpoch'> => ({
  epoch: () => hub.centre.state().epoch,
  onLaterEpoch: (began) => {
    if (began !== null) void hub.hearEpoch(began)
  },
})
