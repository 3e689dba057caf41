import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { defaultPolicy } from '#domain'
import { benchCentre } from '../centre/definition.ts'
import { type HubProcess, hubPlace, startHub } from '../centre/hub_process.ts'
import { commandIds } from '../load/command_ids.ts'
import type { HubDoor } from './hall.ts'

const accessFile = z.object({ devices: z.array(z.object({ id: z.string(), token: z.string() })) })

/** Opens a hub's door for these devices. */
export function hubDoor(
  url: string,
  devices: readonly { readonly id: string; readonly token: string }[],
): HubDoor {
  const newId = commandIds()
  const token = (deviceId: string) => {
    const found = devices.find(({ id }) => id === deviceId)
    if (found === undefined) throw new Error(`this centre has no ${deviceId}`)
    return found.token
  }
  return {
    url,
    socket: `${url.replace('http', 'ws')}/ws`,
    token,
    async command(deviceId, path, body) {
      const response = await fetch(`${url}/api/v1${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token(deviceId)}`, 'content-type': 'application/json' },
        body: JSON.stringify({ commandId: newId(), ...body }),
      })
      const answer: Record<string, unknown> = JSON.parse(await response.text())
      if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`)
      return answer
    },
  }
}

/** Each call is said once, in one language and at any hour: the next one waits for its end. */
const announcer = { ...defaultPolicy.announcer, times: 1, also: [], quietHours: [] }

/** Starts a hub for the demo's centre and opens its door. */
export async function startHallHub(): Promise<{ door: HubDoor; program: HubProcess }> {
  const centre = benchCentre({ kiosks: 0, counters: 0, policy: { announcer } })
  const program = await startHub(await hubPlace(centre))
  return { door: hubDoor(program.url, centre.devices), program }
}

/** The door of a hub that runs, by the access file its demo start wrote. */
export const runningHubDoor = (url: string, file: string): HubDoor =>
  hubDoor(url, accessFile.parse(JSON.parse(readFileSync(file, 'utf8'))).devices)
