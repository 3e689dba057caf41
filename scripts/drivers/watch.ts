import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AgentConfig, type DeviceHostOptions, noLog, openAgentStore, openDeviceHost } from '#agent'
import { type Clock, ok, systemClock } from '#basics'
import { emptyCentre } from '#domain'
import { transportAt } from '#drivers'
import type { DeviceCounters } from '#protocol'
import type { DriversCommand } from '../drivers.ts'
import { readConfigured } from './read_configured.ts'
import { complain, ending, numberOf, readOptions, say } from './talk.ts'

/** How one device is and what its line has seen. */
export interface WatchedDevice {
  readonly deviceId: string
  readonly name: string
  readonly state: string
  readonly reason: string | null
  readonly counters: DeviceCounters | null
}

/** What is watched and who is told. */
export interface WatchOptions {
  readonly config: AgentConfig
  readonly clock: Clock
  readonly transportAt: DeviceHostOptions['context']['transportAt']
  /** How often figures are told, ms; states are told at once they have settled. */
  readonly every: number
  onChange(device: WatchedDevice): void
}

/**
 * Opens the configured devices as the agent does, without a hub: nothing is called, printed or shown. What is told
 * of cards stays inside.
 */
export async function watchDevices(options: WatchOptions): Promise<{ close(): Promise<void> }> {
  const { config, clock } = options
  // Its own folder: the agent's print journal is not touched.
  const folder = mkdtempSync(join(tmpdir(), 'civic-hall-watch-'))
  const store = openAgentStore(folder, noLog)
  const devices = new Map<string, WatchedDevice>()
  const centre = emptyCentre()
  const change = (deviceId: string, part: Partial<WatchedDevice>) => {
    const before = devices.get(deviceId)
    const next = {
      deviceId,
      name: '',
      state: 'connecting',
      reason: null,
      counters: null,
      ...before,
      ...part,
    }
    if (JSON.stringify(next) === JSON.stringify(before)) return
    devices.set(deviceId, next)
    options.onChange(next)
  }
  const hub: DeviceHostOptions['hub'] = {
    async send(draft) {
      if (draft.name === 'report-device') {
        const { deviceId, name, state, reason } = draft.body
        change(deviceId, { name, state, reason })
      }
      return ok({ revision: 0 } as never)
    },
    tell(message) {
      if (message.type === 'device-counters')
        for (const counters of message.devices) change(counters.deviceId, { counters })
      return true
    },
  }
  const host = await openDeviceHost({
    context: { config, clock, log: noLog, store, transportAt: options.transportAt },
    hub,
    work: { hub, isAway: false },
    countersEvery: options.every,
    signage: null,
    centre: () => centre,
    live: () => true,
    now: () => clock.now(),
    broadcast: () => undefined,
    pages: () => [],
  })
  return {
    async close() {
      await host.close()
      store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function lineOf({ deviceId, name, state, reason, counters }: WatchedDevice): string {
  const figures =
    counters === null
      ? ''
      : `  in ${counters.bytesIn} B/${counters.framesIn}  out ${counters.bytesOut} B/${counters.framesOut}  bad ${counters.checksumErrors}  strays ${counters.strays}  reconnects ${counters.reconnects}${counters.lastFault === null ? '' : `  ${counters.lastFault}`}`
  return `${new Date().toISOString().slice(11, 19)}  ${deviceId} ${name}  ${state}${reason === null ? '' : ` (${reason})`}${figures}`
}

/** Shows the configured devices live; the agent of this machine must not run, since it holds the ports. */
export const watchCommand: DriversCommand = {
  summary: 'state and figures of the configured devices, live: --config FILE [--seconds N --json]',
  async run(args) {
    const read = readOptions(
      args,
      {
        config: { type: 'string' },
        seconds: { type: 'string', default: '0' },
        json: { type: 'boolean', default: false },
      },
      0,
    )
    if (!read.ok) return complain(read.error)
    const { values } = read.value
    const seconds = numberOf(values.seconds, 0, 86_400)
    if (seconds === null) return complain(`--seconds=${values.seconds}: 0–86400`)
    const config = readConfigured(values.config)
    if (!config.ok) return complain(config.error)
    const end = ending()
    const watching = await watchDevices({
      config: config.value,
      clock: systemClock(),
      transportAt,
      every: 2_000,
      onChange: (device) => say(values.json ? JSON.stringify(device) : lineOf(device)),
    })
    if (seconds > 0) setTimeout(end.now, seconds * 1_000)
    await end.told
    await watching.close()
    return 0
  },
}
