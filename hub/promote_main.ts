import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { promote } from './standby/promote.ts'

/** `npm run promote`: makes this machine's standby copy the data folder of the centre's hub. */
const { values } = parseArgs({
  options: {
    'agent-data': { type: 'string' },
    data: { type: 'string' },
    by: { type: 'string', default: '' },
    reason: { type: 'string', default: '' },
  },
})
process.umask(0o077)
const recoveryKey = process.env.CIVIC_HALL_RECOVERY_KEY ?? ''
delete process.env.CIVIC_HALL_RECOVERY_KEY
const { 'agent-data': agentData, data, by, reason } = values
if (agentData === undefined || data === undefined || recoveryKey === '') {
  process.stderr.write(
    'npm run promote -- --agent-data <folder of the standby’s agent> --data <new folder of the hub> [--by <name>] [--reason <words>]\n' +
      'with the recovery key from its paper in CIVIC_HALL_RECOVERY_KEY\n',
  )
  process.exit(2)
}
const promoted = await promote({
  agentData: resolve(agentData),
  data: resolve(data),
  recoveryKey,
  by,
  reason,
})
if (!promoted.ok) {
  process.stderr.write(`${promoted.error}\n`)
  process.exit(1)
}
const { site, epoch, head, lastEventAt, devices, staff } = promoted.value
process.stdout.write(
  [
    `Centre ${site}: the data folder ${resolve(data)} is ready, epoch ${epoch}.`,
    `Taken over: ${head} events, chain verified, the last of ${lastEventAt}; ${devices} devices and ${staff} passwords.`,
    'Personal data and its keys are there as of the last hour; what was purged since on the old hub is purged here at the start.',
    'Not taken over: what the old hub wrote in its last moments, and staff sessions (everybody logs in again).',
    'Next:',
    `  1. Start the hub: CIVIC_HALL_DATA=${resolve(data)} npm run hub — at the old hub's address if you can.`,
    '  2. Otherwise, on each machine: civic-hall --setup, and type the new address; the pairing stays good.',
    '  3. Do not start the old hub by itself. When it is reached again by any terminal, it stops taking commands;',
    '     then: npm run handover -- --data <its folder> --to <address of the new hub>',
    '',
  ].join('\n'),
)
