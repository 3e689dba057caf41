import { type ChildProcess, spawn } from 'node:child_process'
import { type Clock, err, ok } from '#basics'
import type { Link, LinkHandlers, Transport } from './types.ts'

/** How long a program may take to end by itself once its input has ended, ms. */
const graceMs = 2_000

/** A program that is spoken to over its standard input and output. */
export interface ProgramSettings {
  readonly command: string
  readonly args: readonly string[]
  readonly clock: Clock
}

/** Ends a program: its input first, and itself if that is not enough. */
function stop(child: ChildProcess, clock: Clock): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = clock.after(graceMs, () => child.kill('SIGKILL'))
    child.once('exit', () => {
      timer.cancel()
      resolve()
    })
    child.stdin?.end()
  })
}

function linkOver(child: ChildProcess, clock: Clock, handlers: LinkHandlers): Link {
  let isOpen = true
  child.stdout?.on('data', (bytes: Uint8Array) => {
    if (isOpen) handlers.onData(bytes)
  })
  child.once('exit', (code, signal) => {
    if (!isOpen) return
    isOpen = false
    handlers.onClosed(`the program ended (${signal ?? code})`)
  })
  return {
    write: (bytes) =>
      new Promise((resolve) => {
        if (!isOpen || child.stdin === null) return resolve(err('write-failed'))
        child.stdin.write(bytes, (error) => resolve(error ? err('write-failed') : ok(undefined)))
      }),
    async close() {
      isOpen = false
      await stop(child, clock)
    },
  }
}

/**
 * Starts a program and speaks to it over its standard input and output; it is started again whenever the link is
 * opened again. Its standard error is thrown away: a vendor's library may write persons there.
 */
export function programTransport({ command, args, clock }: ProgramSettings): Transport {
  /** Settles when the program of the last link is gone: two of them would fight over one device. */
  let gone: Promise<unknown> = Promise.resolve()
  return {
    name: command,
    async open(handlers) {
      await gone
      const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true })
      // A program that ends while it is written to is told by its exit.
      child.stdin.on('error', () => undefined)
      return new Promise((resolve) => {
        child.once('error', (error) => resolve(err(error.message)))
        child.once('spawn', () => {
          gone = new Promise((ended) => child.once('exit', ended))
          resolve(ok(linkOver(child, clock, handlers)))
        })
      })
    },
  }
}
