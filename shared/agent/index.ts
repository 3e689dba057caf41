export { startAgent } from './agent.ts'
export { openAgentStore } from './agent_store.ts'
export {
  type AgentConfig,
  type AgentConfigInput,
  type AgentRole,
  agentConfig,
  readAgentConfig,
} from './config.ts'
export { type Configured, configuredDevices } from './configured.ts'
export { type DeviceHostOptions, openDeviceHost } from './device_host.ts'
export { noLog } from './log.ts'
export { testedDevice, testTemplate, testTransport } from './test_way.ts'
