export { type AgentOptions, type RunningAgent, startAgent } from './agent.ts'
export { openAgentStore } from './agent_store.ts'
export {
  type AgentConfig,
  type AgentConfigInput,
  type AgentRole,
  agentConfig,
  agentRole,
  readAgentConfig,
} from './config.ts'
export { type Configured, configuredDevices } from './configured.ts'
export { type DeviceHost, type DeviceHostOptions, openDeviceHost } from './device_host.ts'
export { type AgentLog, agentLog, noLog } from './log.ts'
export { maskName } from './mask.ts'
export { testTemplate, testTransport } from './test_way.ts'
export { type PaperOf, ticketPaper } from './ticket_paper.ts'
