import { assert, simulatedClock } from '#basics'
import { onbonSigns } from '../counter-sign/onbon.ts'
import { readSignFont } from '../counter-sign/sign_font.ts'
import { simulateSignLine } from '../counter-sign/simulator.ts'
import { passing } from '../line/line.fixture.ts'
import { readTemplate } from '../template/index.ts'
import { memoryCable } from '../transport/memory.ts'
import type { SimulatorPort } from '../transport/types.ts'
import { openController } from './controller.ts'
import { simulatePads } from './simulator.ts'

const read = readTemplate(new URL('../../resources/devices/call_pad_example.json', import.meta.url))
assert(read.ok, read.ok ? '' : read.error)

/** The template the simulated pads speak. */
export const padTemplate = read.value

/** Gives several simulators the device's end of one line. */
export function sharedPort(port: SimulatorPort): () => SimulatorPort {
  const listeners: ((bytes: Uint8Array) => void)[] = []
  port.onBytes((bytes) => {
    for (const listen of listeners) listen(bytes)
  })
  return () => ({ send: (bytes) => port.send(bytes), onBytes: (receive) => void listeners.push(receive) })
}

/** Addresses from one on. */
export const numbered = (count: number, from = 1) => Array.from({ length: count }, (_, i) => from + i)

/** A line of simulated pads and signs in memory and its controller, on one simulated clock. */
export function withController(padAddresses: readonly number[], signAddresses: readonly number[] = []) {
  const clock = simulatedClock(1_700_000_000_000)
  const cable = memoryCable()
  const ends = sharedPort(cable)
  const pads = simulatePads(ends(), clock, padAddresses)
  const signs = simulateSignLine(ends(), clock, signAddresses, readSignFont())
  const pressed: string[] = []
  const told: string[] = []
  const controller = openController({
    transport: cable.transport,
    clock,
    baudRate: 57_600,
    signs: {
      protocol: onbonSigns(),
      addresses: signAddresses,
      onStatus: (address, { state }) => told.push(`sign ${address} ${state}`),
    },
    pads: {
      template: padTemplate,
      addresses: padAddresses,
      onPress: (address, action) => pressed.push(`${address} ${action}`),
      onStatus: (address, { state }) => told.push(`pad ${address} ${state}`),
    },
  })
  return { clock, cable, pads, signs, pressed, told, controller, pass: passing(clock) }
}
