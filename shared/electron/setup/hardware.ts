import { join } from 'node:path'
import { z } from 'zod'
import type { Clock } from '#basics'
import {
  type DeviceName,
  type MachineHardware,
  machineHardware,
  type PlaceProbed,
  placeProbed,
  type TestStepSeen,
  testStepSeen,
} from '#protocol'
import { startProgram } from '../child_program.ts'
import type { Places } from '../places.ts'

/** How long each program may take, ms: a line is asked for 20 s, a key or code waited for 10 s. */
const patience = { hardware: 15_000, probe: 40_000, test: 60_000 } as const
/** A program's last words may arrive after its end. */
const afterEnd = 500

const lines = {
  hardware: z.object({ hardware: machineHardware }),
  probed: z.object({ probed: placeProbed }),
  step: z.object({ step: testStepSeen }),
}

/** Reads a line of a program; null for any other. */
export function readLine<T>(schema: z.ZodType<T>, line: string): T | null {
  try {
    return schema.parse(JSON.parse(line))
  } catch {
    return null
  }
}

/** Asks this machine's devices through programs on the suite's own Node: native modules never load inside Electron. */
export interface Hardware {
  list(): Promise<MachineHardware>
  /** Asks every port, and the places given besides. */
  probe(places: readonly string[]): Promise<readonly PlaceProbed[]>
  /** `configured` as an agent's configuration has its devices. */
  test(device: DeviceName, configured: object): Promise<readonly TestStepSeen[]>
}

const nothing: MachineHardware = { ports: [], hid: [], queues: [], spooler: 'cups', templates: [] }

/** A test needs no way into the hub, and a command line is no place for one. */
function forTest(device: DeviceName, configured: object): string {
  const one: unknown = Reflect.get(configured, device)
  const secret = device === 'evaluator' ? { counterId: '-', padToken: '-' } : {}
  const text = JSON.stringify(one, (name, value) => (name === 'deviceToken' ? undefined : value))
  return JSON.stringify({ [device]: { ...JSON.parse(text), ...secret } })
}

/** Asks the hardware of this machine. */
export function openHardware(places: Places, clock: Clock): Hardware {
  const ask = <T>(main: string, parameters: readonly string[], schema: z.ZodType<T>, limitMs: number) =>
    new Promise<readonly T[]>((resolve) => {
      const { node, programs: folder } = places
      const path = join('shared', 'agent', main)
      const program = startProgram({ node, folder, main: path, parameters, environment: {} }, clock)
      const found: T[] = []
      const late = clock.after(limitMs, () => program.stop())
      program.onLine((line) => {
        const read = readLine(schema, line)
        if (read !== null) found.push(read)
      })
      program.onExit(() => {
        late.cancel()
        clock.after(afterEnd, () => resolve(found))
      })
    })
  return {
    async list() {
      const [answer] = await ask('ports.ts', [], lines.hardware, patience.hardware)
      return answer?.hardware ?? nothing
    },
    async probe(places) {
      const answers = await ask('probe_ports.ts', places, lines.probed, patience.probe)
      return answers.map(({ probed }) => probed)
    },
    async test(device, configured) {
      const given = forTest(device, configured)
      const answers = await ask('test_device.ts', [given], lines.step, patience.test)
      return answers.map(({ step }) => step)
    },
  }
}
