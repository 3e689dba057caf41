/**
 * Prints this machine's serial ports, one JSON object a line, and a last line to say so, for the set-up page: native modules never load inside
 * Electron, so its main process asks this program.
 */
import { serialPorts } from '#drivers'

for (const port of await serialPorts()) process.stdout.write(`${JSON.stringify(port)}\n`)
process.stdout.write('{"ports":"listed"}\n')
