import { err, ok, type Result } from '#basics'

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
