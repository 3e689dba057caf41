import type { Clock, Timer } from '#basics'
import { type HubClient, newCommandId } from '#client'
import type { CentreState, DeviceReport } from '#domain'

/** Named times, ms. */
const reportDelays = {
  /** A device that changes its mind within this time is reported once. */
  settle: 1_000,
  /** What the hub did not take is offered again this often. */
  offer: 5_000,
} as const

/** Tells the hub how this machine's devices are. */
export interface DeviceReports {
  /** Notes how a device is now; the same again is nothing. */
  note(report: DeviceReport): void
  close(): void
}

const isSame = (a: DeviceReport, b: DeviceReport | undefined) =>
  b !== undefined &&
  a.state === b.state &&
  a.reason === b.reason &&
  a.ticketsLeft === b.ticketsLeft &&
  a.name === b.name &&
  a.counterId === b.counterId

/** Keeps the hub's picture equal to what is: compares with the mirror and sends what differs. */
export function deviceReports(options: {
  readonly clock: Clock
  readonly centre: () => CentreState
  readonly live: () => boolean
  readonly send: HubClient['send']
}): DeviceReports {
  const { clock } = options
  const devices = new Map<string, DeviceReport>()
  let settling: Timer | null = null
  const underWay = new Set<string>()

  const offer = async (report: DeviceReport) => {
    underWay.add(report.deviceId)
    const body = { ...report, commandId: newCommandId(clock) }
    await options.send({ name: 'report-device', body }, { limitMs: reportDelays.offer })
    underWay.delete(report.deviceId)
  }
  const offerAll = () => {
    if (!options.live()) return
    const known = options.centre().devices
    for (const report of devices.values())
      if (!underWay.has(report.deviceId) && !isSame(report, known.get(report.deviceId))) void offer(report)
  }
  const regular = clock.every(reportDelays.offer, offerAll)

  return {
    note(report) {
      devices.set(report.deviceId, report)
      settling?.cancel()
      settling = clock.after(reportDelays.settle, offerAll)
    },
    close() {
      settling?.cancel()
      regular.cancel()
    },
  }
}
