import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Program, scratchFolder, startProgram } from '../programs.ts'

/** An agent as the product starts it, in a process of its own. */
export interface AgentProcess extends Program {
  readonly url: string
  readonly token: string
}

/** Starts an agent of a hub with these devices on it. */
export async function startAgent(
  role: string,
  hub: string,
  device: { readonly id: string; readonly token: string },
  devices: object,
): Promise<AgentProcess> {
  const folder = scratchFolder(`agent-${role}`)
  const file = join(folder, 'config.json')
  const config = {
    hubUrl: hub,
    deviceId: device.id,
    deviceToken: device.token,
    port: 0,
    dataDir: join(folder, 'data'),
    ticketUrlBase: hub,
    devices,
  }
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 })
  const token = randomBytes(24).toString('base64url')
  const program = await startProgram('shared/agent/main.ts', {
    args: [`--role=${role}`, `--config=${file}`],
    env: { CIVIC_HALL_AGENT_TOKEN: token },
    log: join(folder, 'log'),
  })
  const { url }: { url: string } = JSON.parse(program.line)
  return { ...program, url, token }
}
