import { err, ok, type Result } from '#basics'
import { deviceFileTransport } from './device_file.ts'
import { type SerialSettings, serialTransport } from './serial.ts'
import { isQueueName, spoolerOf, spoolerTransport } from './spooler.ts'
import { tcpTransport } from './tcp.ts'
import type { Transport } from './types.ts'

const tcpAddress = /^tcp:\/\/(?<host>[^/:]+|\[[0-9a-f:]+\]):(?<port>\d{1,5})\/?$/i
const spooled = 'spool://'
const printerFile = /^\/dev\/(?:usb\/)?lp\d+$|^\/dev\/civic-hall-printer/

/**
 * Chooses the transport an address in the device configuration names.
 * `tcp://host:port` is TCP, `spool://queue` a queue of the system's spooler, `/dev/usb/lp0` a printer's raw device
 * file, any other `scheme://` is refused, all else is a serial path.
 */
export function transportAt(
  address: string,
  line: Omit<SerialSettings, 'path'>,
): Result<Transport, 'bad-address'> {
  const groups = tcpAddress.exec(address)?.groups
  if (groups) {
    const port = Number(groups.port)
    if (port < 1 || port > 65_535) return err('bad-address')
    return ok(tcpTransport({ host: (groups.host ?? '').replace(/^\[|\]$/g, ''), port }))
  }
  if (address.startsWith(spooled)) {
    const queue = address.slice(spooled.length)
    return isQueueName(queue) ? ok(spoolerTransport(queue, spoolerOf(process.platform))) : err('bad-address')
  }
  if (printerFile.test(address)) return ok(deviceFileTransport(address))
  if (address === '' || address.includes('://')) return err('bad-address')
  return ok(serialTransport({ ...line, path: address }))
}
