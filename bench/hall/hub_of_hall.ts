import { benchCentre, type Device } from '../centre/definition.ts'
import { type HubProcess, hubPlace, startHub } from '../centre/hub_process.ts'
import { commandIds } from '../load/command_ids.ts'

/** The demo's centre with a hub of its own. */
export interface HallHub extends HubProcess {
  readonly socket: string
  device(id: string): Device
  /** Sends a command with a fresh id as a device; rejects when it is refused. */
  command(deviceId: string, path: string, body: object): Promise<Record<string, unknown>>
}

/** Starts a hub for the demo's centre. */
export async function startHallHub(): Promise<HallHub> {
  const centre = benchCentre({ kiosks: 0, counters: 0 })
  const hub = await startHub(await hubPlace(centre))
  const newId = commandIds()
  const device = (id: string) => {
    const found = centre.devices.find((each) => each.id === id)
    if (found === undefined) throw new Error(`the demo centre has no ${id}`)
    return found
  }
  return {
    ...hub,
    socket: `${hub.url.replace('http', 'ws')}/ws`,
    device,
    async command(deviceId, path, body) {
      const response = await fetch(`${hub.url}/api/v1${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${device(deviceId).token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ commandId: newId(), ...body }),
      })
      const answer: Record<string, unknown> = JSON.parse(await response.text())
      if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`)
      return answer
    },
  }
}
