import { err, ok, type Result } from '#basics'
import type { DevicesRefusal, MachineDevices } from '#protocol'

/** Where a device hangs, as the agent's configuration says it. */
export type Place = { readonly path: string } | { readonly tcp: string }

/** The port network printers listen on for raw bytes. */
const rawPrinterPort = 9_100

const hostAndPort = /^(?:tcp:\/\/)?([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(\d{1,5}))?\/?$/i
const spooled = /^spool:\/\/[^-\s]\S*(?: \S+)*$/
const serialPath = /^(?:COM\d{1,3}|\\\\\.\\COM\d{1,3}|\/[^\s]+)$/i

/** `/dev/ttyUSB0`, `COM3`, `spool://queue`, `192.168.1.60:9100` or `tcp://…` as a place; a host without a port is a printer's. */
export function placeOf(typed: string): Result<Place, 'bad-place'> {
  const text = typed.trim().replaceAll('：', ':')
  if (serialPath.test(text) || spooled.test(text)) return ok({ path: text })
  const [, host, port] = hostAndPort.exec(text) ?? []
  const isAddress =
    host !== undefined && (port !== undefined || host.includes('.') || text.startsWith('tcp:'))
  const number = Number(port ?? rawPrinterPort)
  if (!isAddress || number < 1 || number > 65_535) return err('bad-place')
  return ok({ tcp: `tcp://${host}:${number}` })
}

/** A place as it is typed. */
export const placeText = (place: { readonly path?: unknown; readonly tcp?: unknown }): string =>
  typeof place.path === 'string' ? place.path : typeof place.tcp === 'string' ? place.tcp : ''

const onLines = ['idCard', 'ticketPrinter', 'signLine'] as const

/** What is wrong with the devices of a machine, or null: each on a line of its own, each sign once. */
export function devicesFault(devices: MachineDevices): DevicesRefusal | null {
  const taken = new Set<string>()
  for (const device of onLines) {
    const choice = devices[device]
    if (choice === null) continue
    const place = placeOf(choice.place)
    if (!place.ok) return { code: 'bad-place', device }
    const name = placeText(place.value)
    if (taken.has(name)) return { code: 'place-twice', device }
    taken.add(name)
  }
  const signs = devices.signLine?.signs
  if (signs?.length === 0) return { code: 'no-signs', device: 'signLine' }
  const addresses = new Set(signs?.map(({ address }) => address))
  const counters = new Set(signs?.map(({ counterId }) => counterId))
  const isTwice = addresses.size !== (signs?.length ?? 0) || counters.size !== addresses.size
  return isTwice ? { code: 'sign-twice', device: 'signLine' } : null
}
