import type { Clock, Result } from '#basics'
import type { DeviceReport } from '#domain'
import type { DeviceStatus, LinkCounters, Template, Transport } from '#drivers'
import type { AgentStore } from './agent_store.ts'
import type { AgentConfig } from './config.ts'
import type { AgentLog } from './log.ts'

/** What every device of a machine is opened with. */
export interface DeviceContext {
  readonly config: AgentConfig
  readonly clock: Clock
  readonly log: AgentLog
  readonly store: AgentStore
  /** Chooses the way to an address; tests put cables in memory here. */
  readonly transportAt: (
    address: string,
    line: { readonly baudRate: number },
  ) => Result<Transport, 'bad-address'>
  readonly report: (report: DeviceReport) => void
  /** Has the figures of a device's line told to the hub from time to time. */
  readonly watchCounters: (deviceId: string, read: () => LinkCounters | null) => void
}

/** What a status needs to be for a report. */
export type ReportedStatus = Pick<DeviceStatus, 'state' | 'reason'> & Pick<DeviceReport, 'ticketsLeft'>

/** Makes the reporter of one device of this machine. */
export function reporter(
  { config, report }: DeviceContext,
  device: {
    readonly part: string
    readonly family: string
    readonly name: string
    readonly counterId: string | null
  },
) {
  const { part, family, name, counterId } = device
  return ({ state, reason, ticketsLeft }: ReportedStatus): void =>
    report({
      deviceId: `${config.deviceId}-${part}`,
      family,
      name,
      counterId,
      state,
      reason,
      ...(ticketsLeft === undefined ? {} : { ticketsLeft }),
    })
}

/** Has the hub told what the line of a part of this machine has seen. */
export function counted(
  { config, watchCounters }: DeviceContext,
  part: string,
  read: () => DeviceStatus | null | undefined,
): void {
  watchCounters(`${config.deviceId}-${part}`, () => read()?.counters ?? null)
}

/** BX cards' rate, for lines of which neither settings nor a template say one, in baud. */
const bxRate = 57_600

/** The rate a line runs at: as it is set, else as its template says. */
export const rateOf = (set: number | null | undefined, template: Template | null): number =>
  set ?? template?.config.line.baudRate ?? bxRate

/** The way to a configured device, or a report that its address is none. */
export function transportOf(
  context: DeviceContext,
  device: {
    readonly path?: string | undefined
    readonly tcp?: string | undefined
    readonly baudRate: number
  },
  tell: (status: ReportedStatus) => void,
): Transport | null {
  const address = device.path ?? device.tcp ?? ''
  const found = context.transportAt(address, { baudRate: device.baudRate })
  if (found.ok) return found.value
  context.log.error({ address }, 'this is no address of a device')
  tell({ state: 'faulted', reason: found.error })
  return null
}

/** Wraps a callback so that a fault in it is logged and ends there: no device may take the agent down. */
export function guarded<Parts extends readonly unknown[]>(
  log: AgentLog,
  what: string,
  action: (...parts: Parts) => void,
): (...parts: Parts) => void {
  return (...parts) => {
    try {
      action(...parts)
    } catch (error) {
      log.error({ err: error, what }, 'a device callback failed')
    }
  }
}
