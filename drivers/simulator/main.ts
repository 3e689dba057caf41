import { z } from 'zod'
import { systemClock } from '#basics'
import { startDock } from './server.ts'

const environment = z.object({
  CIVIC_HALL_DOCK_PORT: z.coerce.number().int().default(7702),
  CIVIC_HALL_DOCK_TOKEN: z.string().min(16),
  /** Addresses of the signs on the line: '1,2,3'. */
  CIVIC_HALL_DOCK_SIGNS: z.string().default('1,2,3,4'),
})

const settings = environment.parse(process.env)
const dock = await startDock({
  port: settings.CIVIC_HALL_DOCK_PORT,
  host: '127.0.0.1',
  token: settings.CIVIC_HALL_DOCK_TOKEN,
  signAddresses: settings.CIVIC_HALL_DOCK_SIGNS.split(',').map(Number),
  clock: systemClock(),
})
process.stdout.write(`${JSON.stringify({ dock: 'ready', url: dock.url, lines: dock.lines })}\n`)
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => void dock.close().then(() => process.exit(0)))
