import { configuredDevices } from '#agent'
import { hidDevices, printerQueues, serialPorts } from '#drivers'
import type { DriversCommand } from '../drivers.ts'
import { readConfigured } from './read_configured.ts'
import { complain, readOptions, say } from './talk.ts'

/** Shows what hangs on this machine and what its agent's configuration names. */
export const listCommand: DriversCommand = {
  summary: 'ports, HID devices, printer queues, configured devices: [--config FILE --json]',
  async run(args) {
    const read = readOptions(
      args,
      { config: { type: 'string' }, json: { type: 'boolean', default: false } },
      0,
    )
    if (!read.ok) return complain(read.error)
    const { config: file, json } = read.value.values
    const config = file === undefined ? null : readConfigured(file)
    if (config !== null && !config.ok) return complain(config.error)
    const [ports, hid, queues] = await Promise.all([serialPorts(), hidDevices(), printerQueues()])
    const configured = config === null ? [] : configuredDevices(config.value.devices)
    if (json) say(JSON.stringify({ ports, hid, queues, configured }))
    else {
      const group = (title: string, lines: readonly string[]) => {
        say(title)
        for (const line of lines.length === 0 ? ['（无 / none）'] : lines) say(`  ${line}`)
      }
      group(
        '串口 / serial ports',
        ports.map(({ path, description }) => `${path}  ${description}`),
      )
      group(
        'HID 设备 / HID devices',
        hid.map(({ ids, description }) => `${ids}  ${description}`),
      )
      group(
        '打印队列 / printer queues',
        queues.map((queue) => `spool://${queue}`),
      )
      if (file !== undefined)
        group(
          '已配置 / configured',
          configured.map(({ part, address }) => `${part}  ${address}`),
        )
    }
    return 0
  },
}
