import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { electronPath } from '../provision_electron.ts'
import type { ChildPlan } from './children.ts'
import type { DemoSecrets } from './config.ts'
import type { DemoPorts } from './ports.ts'

/** The Electron shells of the demo, or the reason why there are none. */
export interface ShellPlans {
  readonly plans: readonly ChildPlan[]
  readonly reason: string | null
}

const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/** Plans the kiosk, counter and display shells, each on the agent that already runs for it. */
export function shellPlans(root: string, ports: DemoPorts, secrets: DemoSecrets, data: string): ShellPlans {
  if (!hasDisplay()) return { plans: [], reason: 'no display: open the pages in a browser' }
  const electron = electronPath()
  if (electron === null || !existsSync(join(root, 'out', 'shell', 'suite.cjs')))
    return { plans: [], reason: 'no Electron on this machine: open the pages in a browser' }
  const shell = (role: string, port: number, token: string, size: string): ChildPlan => ({
    name: `shell-${role}`,
    command: electron,
    args: [
      root,
      `--role=${role}`,
      `--windowed=${size}`,
      `--user-data-dir=${join(data, 'shells', role)}`,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    env: { CIVIC_HALL_AGENT_URL: `ws://127.0.0.1:${port}/ws`, CIVIC_HALL_AGENT_TOKEN: token },
    readyWhen: null,
  })
  return {
    plans: [
      shell('kiosk', ports.kioskAgent, secrets.kioskAgent, '540x960'),
      shell('counter', ports.counterAgent, secrets.counterAgent, '1366x768'),
      shell('display', ports.hallAgent, secrets.hallAgent, '1280x720'),
    ],
    reason: null,
  }
}
