import { fstatSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { startAgent } from './agent.ts'
import { agentRole, readAgentConfig } from './config.ts'
import { agentLog } from './log.ts'
import { machineClock } from './machine_clock.ts'

/** More faults than this in a minute and the program ends, for its supervisor to start it afresh. */
const mostFaults = 20

/** Ends the program with a sentence for the person who started it. */
function refuse(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(2)
}

const { values } = parseArgs({ options: { role: { type: 'string' }, config: { type: 'string' } } })
const role = agentRole.safeParse(values.role)
if (!role.success) refuse('--role must be kiosk, query, counter or display')
if (values.config === undefined) refuse('--config=<file.json> is missing')
const token = process.env.CIVIC_HALL_AGENT_TOKEN ?? ''
if (token.length < 16) refuse('CIVIC_HALL_AGENT_TOKEN must hold this launch’s token, 16 characters or more')
// Programs this one starts (players) have no use for it.
delete process.env.CIVIC_HALL_AGENT_TOKEN
const config = readAgentConfig(values.config)
if (!config.ok) refuse(config.error)

const clock = machineClock()
const log = agentLog(config.value.deviceId)
let faults = 0
clock.every(60_000, () => {
  faults = 0
})
/** A fault nobody caught, a driver's most likely: the rest of the machine goes on. */
const survive = (error: unknown) => {
  log.error({ err: error }, 'uncaught fault')
  faults += 1
  if (faults > mostFaults) process.exit(1)
}
process.on('uncaughtException', survive)
process.on('unhandledRejection', survive)

const agent = await startAgent({
  role: role.data,
  config: config.value,
  token,
  clock,
  random: Math.random,
  log,
}).catch((error: unknown) => refuse(`the agent cannot start: ${String(error)}`))

let ending = false
const end = () => {
  if (ending) return
  ending = true
  void agent.close().finally(() => process.exit(0))
}
process.once('SIGTERM', end)
process.once('SIGINT', end)
// A supervisor holds our standard input open: its end is the supervisor's, however that came about.
const stdin = fstatSync(0)
if (stdin.isFIFO() || stdin.isSocket()) process.stdin.once('end', end).once('error', end).resume()

process.stdout.write(`${JSON.stringify({ agent: 'ready', url: agent.url })}\n`)
