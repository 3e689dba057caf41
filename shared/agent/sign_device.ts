import { openSignLine } from '#drivers'
import { type DeviceContext, guarded, reporter, transportOf } from './device_context.ts'
import { type SignDesk, signDesk } from './sign_desk.ts'

/** The line of counter signs on this machine. */
export interface SignDevice {
  readonly desk: SignDesk
  close(): Promise<void>
}

/** Opens the configured line; null where none is configured or its address is none. */
export function openSignDevice(context: DeviceContext): SignDevice | null {
  const { config, clock, log } = context
  const settings = config.devices.signLine
  if (settings === undefined) return null
  const reports = new Map(
    settings.signs.map(({ counterId, address }) => [
      address,
      reporter(context, {
        part: `sign-${address}`,
        family: 'counter-sign',
        name: `窗口屏 ${address}`,
        counterId,
      }),
    ]),
  )
  const transport = transportOf(context, settings, (status) => {
    for (const report of reports.values()) report(status)
  })
  if (transport === null) return null
  for (const report of reports.values()) report({ state: 'connecting', reason: null })
  const line = openSignLine({
    transport,
    clock,
    addresses: settings.signs.map(({ address }) => address),
    ack: settings.ack,
    onStatus: guarded(log, 'counter-sign', (address, status) => reports.get(address)?.(status)),
  })
  return { desk: signDesk(line, settings.signs), close: () => line.close() }
}
