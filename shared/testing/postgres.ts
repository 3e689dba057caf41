import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'

const ready = z.object({ postgres: z.literal('ready'), port: z.number() })
const password = 'for-tests-only'
const missing = z.object({ postgres: z.literal('missing'), system: z.string() })
const created = z.object({ created: z.string() })

/** A real PostgreSQL for tests, in a temporary folder. */
export interface TestPostgres {
  /** Makes an empty database; returns its address. */
  freshDatabase(): Promise<`postgres://${string}`>
  /** Stops it and takes its folder away; this happens by itself when the test's process ends. */
  close(): Promise<void>
}

/**
 * Starts a PostgreSQL from its npm package, or says loudly on standard error that this system has none and returns
 * null. Rejects when there is one that does not start.
 */
export async function startTestPostgres(): Promise<TestPostgres | null> {
  const program = join(import.meta.dirname, 'postgres_program.ts')
  const child = spawn(process.execPath, [program, '--temporary'], {
    env: { ...process.env, CIVIC_HALL_POSTGRES_PASSWORD: password },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const lines = createInterface({ input: child.stdout })
  const unread: string[] = []
  const readers: { take(line: string): void; giveUp(error: Error): void }[] = []
  lines.on('line', (line) => {
    const reader = readers.shift()
    if (reader === undefined) unread.push(line)
    else reader.take(line)
  })
  lines.on('close', () => {
    for (const reader of readers) reader.giveUp(new Error('PostgreSQL ended'))
  })
  const nextLine = () =>
    new Promise<unknown>((resolve, reject) => {
      const line = unread.shift()
      if (line !== undefined) return resolve(JSON.parse(line))
      readers.push({ take: (read) => resolve(JSON.parse(read)), giveUp: reject })
    })
  const first = await nextLine()
  const none = missing.safeParse(first)
  if (none.success) {
    process.stderr.write(
      `NOT TESTED: no PostgreSQL comes through npm for ${none.data.system}; its tests are skipped.\n`,
    )
    return null
  }
  const { port } = ready.parse(first)
  let databases = 0
  return {
    async freshDatabase() {
      databases += 1
      const name = `test_${databases}`
      const line = nextLine()
      child.stdin.write(`${name}\n`)
      created.parse(await line)
      return `postgres://civic_hall:${password}@127.0.0.1:${port}/${name}`
    },
    async close() {
      child.stdin.end()
      await ended
    },
  }
}
