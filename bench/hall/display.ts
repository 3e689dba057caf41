import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'

/** A screen windows can be opened on. */
export interface Display {
  readonly name: string
  close(): void
}

const size = '1920x1920x24'

/** Starts a virtual X display of its own where there is Xvfb; elsewhere the machine's own screen is used. */
export async function openDisplay(): Promise<Display | null> {
  if (process.platform !== 'linux') return { name: '', close: () => undefined }
  if (!existsSync('/usr/bin/Xvfb')) {
    const name = process.env.DISPLAY
    return name === undefined ? null : { name, close: () => undefined }
  }
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  process.once('exit', () => server.kill('SIGKILL'))
  const output = server.stdio[3]
  if (output === null || output === undefined || !('readable' in output))
    throw new Error('Xvfb gives no number')
  const number = await new Promise<string>((done, fail) => {
    createInterface({ input: output }).once('line', done)
    server.once('exit', (code) => fail(new Error(`Xvfb ended with ${code}`)))
  })
  return { name: `:${number}`, close: () => server.kill('SIGTERM') }
}
