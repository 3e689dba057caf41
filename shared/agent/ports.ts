/**
 * Prints what this machine has to choose devices from as one line of JSON, for the set-up page: native modules never
 * load inside Electron, so its main process asks this program.
 */
import { fileURLToPath } from 'node:url'
import { hidDevices, printerQueues, serialPorts, templatesIn } from '#drivers'
import type { MachineHardware } from '#protocol'

const resources = fileURLToPath(new URL('../../resources/devices', import.meta.url))
const [ports, hid, queues] = await Promise.all([serialPorts(), hidDevices(), printerQueues()])
const templates = templatesIn(resources).map(({ file, template }) => ({
  file,
  example: template.config.example,
  baudRate: template.config.line.baudRate,
}))
const hardware: MachineHardware = {
  ...{ ports: [...ports], hid: [...hid], queues: [...queues], templates },
  spooler: process.platform === 'win32' ? 'windows' : 'cups',
}
process.stdout.write(`${JSON.stringify({ hardware })}\n`)
