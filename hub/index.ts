export type { BackupPlan } from './backup/keeper.ts'
export type { Centre } from './core/centre.ts'
export {
  type CentreDefinition,
  centreDefinition,
  type DemoDefinition,
  demoDefinition,
} from './definition.ts'
export { epochOf, linkCity } from './link_city.ts'
export type { HubLog } from './server/hub_parts.ts'
export { httpServer } from './server/server.ts'
export {
  type Allowances,
  defaultAllowances,
  defaultRetention,
  type HubOptions,
  type LogReader,
  type RunningHub,
  startHub,
} from './start_hub.ts'
export { chain, genesisHash, verifyChain } from './store/chain.ts'
export type { Cursors } from './store/cursors.ts'
export type { Batch, BatchEntry, EventStore, LogRow, TicketRow, VisitRow } from './store/event_store.ts'
export { openStores, type StoreChoice, type Stores } from './store/stores.ts'
export {
  answerMs,
  type CityAdapter,
  type CityParty,
  delays as cityDelays,
  httpAdapter,
  type OpenLink,
  openCityLink,
  openInbox,
  type Trouble,
} from './sync/index.ts'
export { openKeys } from './vault/keys.ts'
export { openVault, type Vault } from './vault/vault.ts'
