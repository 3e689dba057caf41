import type { CentreState } from '#domain'
import { type DeviceContext, type ReportedStatus, reporter } from './device_context.ts'

const part = 'record'

/** How a machine's own file is, told to the hub as its devices are: nobody sits before a kiosk who would notice. */
export interface RecordReport {
  /** Whether the file took what was last to be written. */
  wrote(isWritten: boolean): void
}

/** Makes it; a file in which nothing is and was wrong is not mentioned. */
export function recordReport(context: DeviceContext, centre: () => CentreState): RecordReport {
  const { config, store } = context
  const device = { part, family: 'machine-record', name: part, counterId: config.counterId }
  const tell = reporter(context, device)
  const usual: ReportedStatus = store.isSetAside
    ? { state: 'degraded', reason: 'set-aside' }
    : { state: 'ready', reason: null }
  let isTold = store.isSetAside
  if (isTold) tell(usual)
  return {
    wrote(isWritten) {
      isTold ||= !isWritten || centre().devices.has(`${config.deviceId}-${part}`)
      if (isTold) tell(isWritten ? usual : { state: 'faulted', reason: 'not-written' })
    },
  }
}
