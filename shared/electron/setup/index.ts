/** What the set-up writes, without Electron: for the tests that hold it against those who read it. */
export { choicesOf, noDevices } from './agent_devices.ts'
export { agentFileOf, readAgentFile } from './agent_file.ts'
export { centreDefinitionOf, startingPoint } from './centre_definition.ts'
