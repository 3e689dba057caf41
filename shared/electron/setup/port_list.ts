import { join } from 'node:path'
import { z } from 'zod'
import type { Clock } from '#basics'
import type { PortFound } from '#protocol'
import { startProgram } from '../child_program.ts'
import type { Places } from '../places.ts'

const portLine = z.object({ path: z.string().min(1), description: z.string() })
const lastLine = '{"ports":"listed"}'
const patience = 10_000
/** A program's last words may arrive after its end. */
const afterEnd = 500

/** Reads a line of the program that lists serial ports; null for any other. */
function readPort(line: string): PortFound | null {
  try {
    return portLine.parse(JSON.parse(line))
  } catch {
    return null
  }
}

/** This machine's serial ports, asked of a program on the suite's own Node; empty when it finds or says nothing. */
export function listPorts(places: Places, clock: Clock): Promise<readonly PortFound[]> {
  const main = join('shared', 'agent', 'ports.ts')
  return new Promise((resolve) => {
    const { node, programs: folder } = places
    const program = startProgram({ node, folder, main, parameters: [], environment: {} }, clock)
    const found: PortFound[] = []
    const late = clock.after(patience, () => program.stop())
    program.onLine((line) => {
      const port = readPort(line)
      if (port !== null) found.push(port)
      if (line === lastLine) resolve(found)
    })
    program.onExit(() => {
      late.cancel()
      clock.after(afterEnd, () => resolve(found))
    })
  })
}
