import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ulid } from 'ulid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '#sqlite'
import { callerOf, passwordOf, testDefinition, tokenOf } from '#testing'
import { verifyChain } from './store/chain.ts'
import { migrations } from './store/migrations.ts'
import { sqliteEventStore } from './store/sqlite_store.ts'

let folder = ''
let hub: ChildProcess | null = null

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'civic-crash-'))
  writeFileSync(join(folder, 'centre.json'), JSON.stringify(testDefinition({ hours: 'always' })))
})
afterEach(() => {
  hub?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** Starts the hub as a program of its own; resolves with its address when it says that it is ready. */
function startProgram(): Promise<string> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: {
      ...process.env,
      CIVIC_HALL_PORT: '0',
      CIVIC_HALL_HOST: '127.0.0.1',
      CIVIC_HALL_DATA: join(folder, 'data'),
      CIVIC_HALL_CENTRE: join(folder, 'centre.json'),
      CIVIC_HALL_LOG: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  hub = child
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the hub ended with ${code}`)))
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line).url))
  })
}

const ended = (child: ChildProcess | null) =>
  new Promise<void>((resolve) => (child === null ? resolve() : void child.once('exit', () => resolve())))

/** Eight kiosks take numbers until the hub dies; returns what they were told, by command id. */
async function takeUntilKilled(url: string, acknowledgedBeforeKill: number) {
  const told = new Map<string, { id: string; number: string }>()
  const asked: string[] = []
  const kiosk = callerOf(() => url, tokenOf('kiosk-1'))
  const dead = ended(hub)
  const visitor = async () => {
    for (;;) {
      const commandId = ulid()
      asked.push(commandId)
      const answer = await kiosk.call('issueTicket', { body: { serviceId: 'LC', commandId } })
      if (!answer.ok) return
      told.set(commandId, answer.value)
      if (told.size === acknowledgedBeforeKill) hub?.kill('SIGKILL')
    }
  }
  await Promise.all([...Array.from({ length: 8 }, visitor), dead])
  return { told, asked }
}

test('a hub killed while it commits keeps every number it gave, and gives none twice', async () => {
  const numbers = new Map<string, string>()
  for (const acknowledged of [1, 37, 90]) {
    const url = await startProgram()
    const { told, asked } = await takeUntilKilled(url, acknowledged)
    expect(told.size).toBeGreaterThanOrEqual(acknowledged)
    const again = await startProgram()
    const kiosk = callerOf(() => again, tokenOf('kiosk-1'))
    for (const commandId of asked) {
      // Asked again with the same id: what was acknowledged is answered the same, the rest is done now, once.
      const answer = await kiosk.granted('issueTicket', { body: { serviceId: 'LC', commandId } })
      expect(told.get(commandId) ?? answer).toEqual(answer)
      expect(numbers.get(answer.number) ?? answer.id).toBe(answer.id)
      numbers.set(answer.number, answer.id)
    }
    hub?.kill('SIGKILL')
    await ended(hub)
  }
  const database = openDatabase({ file: join(folder, 'data', 'hub.db'), migrations })
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
  expect((await verifyChain(sqliteEventStore(database))).ok).toBe(true)
  const count = (sql: string) =>
    database.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${sql}`).get()?.n
  expect(count("events WHERE type = 'TicketIssued'")).toBe(numbers.size)
  expect(count('tickets')).toBe(numbers.size)
  expect(count('commands WHERE outcome LIKE \'%"number"%\'')).toBe(numbers.size)
  database.close()
})

test('a staff session outlives a killed hub; a stopped hub leaves a snapshot and starts from it', async () => {
  const first = await startProgram()
  const body = { username: 'zhao', password: passwordOf('zhao') }
  const { token } = await callerOf(() => first, null).granted('login', { body })
  hub?.kill('SIGKILL')
  await ended(hub)
  const second = await startProgram()
  expect(await callerOf(() => second, token).granted('whoAmI')).toMatchObject({ staffId: 'staff-1' })
  hub?.kill('SIGTERM')
  await ended(hub)
  expect(hub?.exitCode).toBe(0)
  const database = openDatabase({ file: join(folder, 'data', 'hub.db'), migrations })
  const loaded = await sqliteEventStore(database).load()
  expect(loaded.snapshot?.revision).toBe(loaded.head)
  expect(loaded.events).toEqual([])
  database.close()
})
