import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WireEnd } from './wire_end.ts'

/** What socat says before bytes flow; the link is there by then. */
const lastNotice = 'starting data transfer'

/** Starts socat with a pty linked at `path`; null when it cannot be started. */
function startSocat(path: string, onBytes: (bytes: Uint8Array) => void): Promise<ChildProcess | null> {
  return new Promise((resolve) => {
    const socat = spawn('socat', ['-d', '-d', `pty,raw,echo=0,link=${path}`, '-'])
    let notices = ''
    socat.stderr.on('data', (text: Buffer) => {
      if (notices.includes(lastNotice)) return
      notices += text.toString('latin1')
      if (notices.includes(lastNotice)) resolve(socat)
    })
    socat.stdout.on('data', onBytes)
    socat.stdin.on('error', () => undefined)
    socat.once('error', () => resolve(null))
    socat.once('exit', () => resolve(null))
  })
}

async function stop(socat: ChildProcess): Promise<void> {
  if (socat.exitCode !== null || socat.signalCode !== null) return
  const gone = once(socat, 'exit')
  socat.kill()
  await gone
}

/**
 * The device's end of a pty. One pty and socat's own pipes: socat ends with this program, whatever
 * ends it. Null where there is no socat (Windows) or no pty.
 */
export async function ptyEnd(): Promise<WireEnd | null> {
  const folder = await mkdtemp(join(tmpdir(), 'civic-hall-wire-'))
  const address = join(folder, 'driver')
  let receive: (bytes: Uint8Array) => void = () => undefined
  const start = () => startSocat(address, (bytes) => receive(bytes))
  const removeFolder = () => rm(folder, { recursive: true, force: true })

  let socat = await start()
  if (socat === null) {
    await removeFolder()
    return null
  }
  const pull = async () => {
    const running = socat
    socat = null
    if (running !== null) await stop(running)
  }
  return {
    address,
    send: (bytes) => void socat?.stdin?.write(bytes),
    onBytes(given) {
      receive = given
    },
    pull,
    async putBack() {
      if (socat === null) socat = await start()
      if (socat === null) throw new Error('socat did not start again')
    },
    async close() {
      await pull()
      await removeFolder()
    },
  }
}
