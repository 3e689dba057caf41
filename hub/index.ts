export type { BackupPlan } from './backup/keeper.ts'
export type { Centre } from './core/centre.ts'
export {
  type CentreDefinition,
  centreDefinition,
  type DemoDefinition,
  demoDefinition,
} from './definition.ts'
export type { HubLog } from './server/hub_parts.ts'
export {
  type Allowances,
  defaultAllowances,
  defaultRetention,
  type HubOptions,
  type LogReader,
  type RunningHub,
  startHub,
} from './start_hub.ts'
export { genesisHash, verifyChain } from './store/chain.ts'
export type { Cursors } from './store/cursors.ts'
export type { EventStore } from './store/event_store.ts'
export type { StoreChoice } from './store/stores.ts'
