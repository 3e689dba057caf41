import type { Clock } from '#basics'
import type { CentreState } from '#domain'
import type { DeviceCounters } from '#protocol'

/** What one device's line had seen when it was last heard of. */
export interface HeardCounters {
  readonly counters: DeviceCounters
  /** Ms since the epoch. */
  readonly at: number
}

/** Counters of every device, in memory alone: they change each second and are worth no event. */
export interface CounterBoard {
  /** A machine tells of its own devices; ids that are not its own, or not in the centre, are passed over. */
  note(machineId: string, devices: readonly DeviceCounters[]): void
  of(deviceId: string): HeardCounters | null
  all(): readonly HeardCounters[]
}

/** Makes an empty board; what it holds is bounded by the devices the centre knows. */
export function counterBoard(clock: Clock, state: () => CentreState | null): CounterBoard {
  const heard = new Map<string, HeardCounters>()
  return {
    note(machineId, devices) {
      const known = state()?.devices
      for (const counters of devices) {
        const { deviceId } = counters
        const isOwn = deviceId.startsWith(`${machineId}-`) && known?.has(deviceId) === true
        if (isOwn) heard.set(deviceId, { counters, at: clock.now() })
      }
    },
    of: (deviceId) => heard.get(deviceId) ?? null,
    all: () => [...heard.values()],
  }
}
