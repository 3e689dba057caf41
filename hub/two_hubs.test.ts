import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ulid } from 'ulid'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { present, systemClock } from '#basics'
import { type CentreState, emptyCentre, evolve, type RecordedEvent } from '#domain'
import {
  type Caller,
  callerOf,
  passwordOf,
  startTestPostgres,
  type TestSocket,
  testDefinition,
  tokenOf,
} from '#testing'
import { verifyChain } from './store/chain.ts'
import { openStores, type StoreChoice } from './store/stores.ts'

const server = await startTestPostgres()
afterAll(() => server?.close())

let folder = ''
let url: StoreChoice = 'memory'
const hubs: ChildProcess[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'civic-hubs-'))
  writeFileSync(join(folder, 'centre.json'), JSON.stringify(testDefinition()))
  if (server !== null) url = await server.freshDatabase()
})
afterEach(async () => {
  await Promise.all(hubs.splice(0).map(kill))
  rmSync(folder, { recursive: true, force: true })
})

interface HubProgram {
  readonly url: string
  readonly child: ChildProcess
}

/** Starts a hub as a program of its own; resolves when it says that it is ready, rejects with its last words. */
function startProgram(data = 'data'): Promise<HubProgram> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: {
      ...process.env,
      CIVIC_HALL_PORT: '0',
      CIVIC_HALL_HOST: '127.0.0.1',
      CIVIC_HALL_DATA: join(folder, data),
      CIVIC_HALL_STORE: url,
      CIVIC_HALL_CENTRE: join(folder, 'centre.json'),
      CIVIC_HALL_LOG: 'error',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  hubs.push(child)
  let words = ''
  child.stderr.on('data', (chunk) => {
    words += String(chunk)
  })
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(words)))
    createInterface({ input: child.stdout }).once('line', (line) =>
      resolve({ url: JSON.parse(line).url, child }),
    )
  })
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
}

/** A device that asks one hub, and the next one under the same command id when that one does not answer. */
function restless(device: string, first: number, addresses: readonly string[]) {
  const callers = addresses.map((address): Caller => callerOf(() => address, tokenOf(device)))
  let turn = first
  const ask = async (path: string | null, body: Readonly<Record<string, unknown>>) => {
    const commandId = ulid()
    const parts = { params: path === null ? {} : { counterId: path }, body: { ...body, commandId } }
    for (;;) {
      const caller = present(callers[turn % callers.length], 'a hub')
      const answer = await caller.call(path === null ? 'issueTicket' : 'counterCommand', parts)
      turn += 1
      if (answer.ok || answer.error.code !== 'unavailable') return answer
    }
  }
  return {
    async issue() {
      const answer = await ask(null, { serviceId: 'LC', delivery: 'spoken' })
      if (!answer.ok) throw new Error(`refused: ${answer.error.code}`)
      return answer.value as { readonly id: string; readonly number: string }
    },
    /** Returns the code of a refusal, or 'granted'. */
    async work(counterId: string, type: string) {
      const answer = await ask(counterId, { type })
      return answer.ok ? 'granted' : answer.error.code
    },
  }
}

/** The log as it stands in the database, checked link by link. */
async function readLog(): Promise<readonly RecordedEvent[]> {
  const { events, close } = await openStores(url, null, systemClock())
  expect((await verifyChain(events)).ok).toBe(true)
  const log = await events.eventsAfter(0, 1_000_000)
  await close()
  expect(log.map(({ revision }) => revision)).toEqual(log.map((_, index) => index + 1))
  return log
}

/** The ticket at more than one counter after some event, or null. */
function liveTwice(state: CentreState): string | null {
  const held = [...state.counterLive.values()].flatMap(({ currentTicketId }) => currentTicketId ?? [])
  return held.find((id, index) => held.indexOf(id) !== index) ?? null
}

/** Reads a socket until the event of a revision has come; returns the revisions in the order they came. */
async function eventsUntil(socket: TestSocket, last: number): Promise<number[]> {
  const revisions: number[] = []
  while ((revisions.at(-1) ?? 0) < last) {
    const { events } = await socket.until('events')
    for (const { revision } of events as { revision: number }[]) revisions.push(revision)
  }
  return revisions
}

// Programs start and stop here: longer than a unit's time on a busy machine.
describe.skipIf(server === null)('two hubs of one centre', { timeout: 60_000 }, () => {
  test('one killed among commands to both: no gap, no number twice, no ticket at two counters, screens go on', async () => {
    const [doomed, survivor] = await Promise.all([startProgram(), startProgram()])
    expect(existsSync(join(folder, 'data', 'hub.db'))).toBe(false)
    const addresses = [doomed.url, survivor.url]
    const screen = await callerOf(() => survivor.url, tokenOf('display-1')).socket()
    const greeted = await screen.until('snapshot')

    const given: { id: string; number: string }[] = []
    let toKill: number | null = 40
    const visitors = ['kiosk-1', 'kiosk-2', 'kiosk-1', 'kiosk-2', 'kiosk-1', 'kiosk-2'].map(
      async (device, index) => {
        const kiosk = restless(device, index, addresses)
        for (let each = 0; each < 25; each++) {
          given.push(await kiosk.issue())
          if (toKill !== null && given.length >= toKill) {
            toKill = null
            doomed.child.kill('SIGKILL')
          }
        }
      },
    )
    let issuing = true
    const desks = ['1', '2', '3'].map(async (counterId, index) => {
      const desk = restless(`counter-${counterId}`, index, addresses)
      expect(await desk.work(counterId, 'open')).toBe('granted')
      const codes = new Set<string>()
      while (issuing)
        for (const type of ['call-next', 'arrive', 'finish']) codes.add(await desk.work(counterId, type))
      return codes
    })
    await Promise.all(visitors)
    issuing = false
    const codes = new Set((await Promise.all(desks)).flatMap((each) => [...each]))
    expect(codes).toContain('granted')

    const log = await readLog()
    expect(new Set(given.map(({ number }) => number)).size).toBe(150)
    const issued = log.flatMap((each) => (each.type === 'TicketIssued' ? [each.data] : []))
    expect(issued.map(({ ticketId }) => ticketId).toSorted()).toEqual(given.map(({ id }) => id).toSorted())
    expect(issued.map(({ sequence }) => sequence)).toEqual(issued.map((_, index) => index + 1))
    expect(log.filter(({ type }) => type === 'DayOpened')).toHaveLength(1)
    expect(log.filter(({ type }) => type === 'CentreConfigured')).toHaveLength(1)
    const state = emptyCentre()
    const twice = log.map((event) => liveTwice(evolve(state, event))).filter((id) => id !== null)
    expect(twice).toEqual([])

    const shown = await eventsUntil(screen, log.length)
    expect(shown).toEqual(
      Array.from({ length: log.length - greeted.revision }, (_, i) => greeted.revision + 1 + i),
    )
    screen.close()
  })

  test('what one lets in the other knows: sessions, pairing codes, revoked devices', async () => {
    const [first, second] = await Promise.all([startProgram(), startProgram()])
    const at = (hub: HubProgram, token: string | null) => callerOf(() => hub.url, token)
    const body = { username: 'wu', password: passwordOf('wu') }
    const { token } = await at(first, null).granted('login', { body })
    const admin = at(second, token)
    expect(await admin.granted('whoAmI')).toMatchObject({ staffId: 'admin-1' })
    const enrolled = { role: 'pad', name: '评价屏', counterId: '1' }
    const { code, deviceId } = await admin.granted('enrolDevice', { body: enrolled })
    const paired = await at(first, null).granted('pairDevice', { body: { code } })
    const pad = at(second, paired.token)
    expect(await pad.granted('whoAmI')).toMatchObject({ deviceId })
    expect(await at(second, null).refusal('pairDevice', { body: { code } })).toBe('pairing-failed')
    await at(first, token).granted('revokeDevice', { params: { id: deviceId } })
    await expect.poll(() => pad.refusal('whoAmI'), { timeout: 5_000 }).toBe('unauthenticated')
    await at(first, token).granted('logout')
    await expect.poll(() => admin.refusal('whoAmI'), { timeout: 5_000 }).toBe('unauthenticated')
  })

  test('one command sent to both at once is done once; one that was stopped goes on where the log is', async () => {
    const [first, second] = await Promise.all([startProgram(), startProgram()])
    const kiosks = [first, second].map((hub) => callerOf(() => hub.url, tokenOf('kiosk-1')))
    const numbers: string[] = []
    for (let round = 0; round < 10; round++) {
      const body = { serviceId: 'LC', commandId: ulid() }
      const [one, two] = await Promise.all(kiosks.map((kiosk) => kiosk.granted('issueTicket', { body })))
      expect(two).toEqual(one)
      numbers.push(one?.number ?? '')
    }
    second.child.kill('SIGSTOP')
    const alone = restless('kiosk-2', 0, [first.url])
    for (let round = 0; round < 10; round++) numbers.push((await alone.issue()).number)
    second.child.kill('SIGCONT')
    numbers.push((await restless('kiosk-2', 0, [second.url]).issue()).number)
    expect(numbers).toEqual(
      Array.from({ length: 21 }, (_, index) => `A${String(index + 1).padStart(3, '0')}`),
    )
    await readLog()
  })

  test('a hub with other keys than the first is told which to copy', async () => {
    await startProgram()
    await expect(startProgram('elsewhere')).rejects.toThrow(/Copy keys\/vault.json from the data folder/)
  })
})
