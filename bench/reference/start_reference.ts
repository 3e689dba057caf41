import { join } from 'node:path'
import { type Program, scratchFolder, startProgram } from '../programs.ts'

/** The bare reference server, running. */
export interface Reference extends Program {
  readonly url: string
}

/** Starts it on an empty database of its own. */
export async function startReference(replyLength: number): Promise<Reference> {
  const folder = scratchFolder('reference')
  const program = await startProgram('bench/reference/server.ts', {
    args: [folder, String(replyLength)],
    env: {},
    log: join(folder, 'log'),
  })
  const { url }: { url: string } = JSON.parse(program.line)
  return { ...program, url }
}
