/** What the set-up writes, without Electron: for the tests that hold it against those who read it. */
export { agentFileOf, noDevices, readAgentFile } from './agent_file.ts'
