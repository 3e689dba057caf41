import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { type MovedTime, movedTime } from '../../support/moved_time.ts'

const root = resolve(import.meta.dirname, '..', '..', '..')

/** What `demo-access.json` holds. */
export interface Access {
  readonly hub: string
  readonly city: string
  readonly dock: string
  readonly devices: readonly { id: string; role: string; counterId: string | null; token: string }[]
  readonly staff: readonly { id: string; username: string; password: string; role: string; name: string }[]
}

/** A demo centre that runs as `npm start --headless` runs it. */
export interface Demo {
  readonly access: Access
  readonly data: string
  readonly agents: { readonly kiosk: Agent; readonly hall: Agent; readonly counter: Agent }
  /** Where the simulated devices are moved. */
  readonly dock: Agent
  token(deviceId: string): string
  staff(username: string): { username: string; password: string; id: string }
  stop(): Promise<void>
}

/** Where a socket of the demo is found, and what opens it: a shell's agent, the device dock. */
export interface Agent {
  readonly url: string
  readonly token: string
}

const isFree = (port: number) =>
  new Promise<boolean>((answer) => {
    const server = createServer()
    server.once('error', () => answer(false))
    server.listen(port, '127.0.0.1', () => server.close(() => answer(true)))
  })

/** A hub port whose neighbours are free too: the demo's other programs follow it. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 20_000)
    const wanted = [0, 1, 2, 11, 12, 13].map((offset) => isFree(port + offset))
    if ((await Promise.all(wanted)).every(Boolean)) return port
  }
}

function readyLine(child: ChildProcess, printed: string[]): Promise<void> {
  return new Promise((done, fail) => {
    child.once('exit', (code) => fail(new Error(`the demo ended with ${code}:\n${printed.join('\n')}`)))
    if (child.stdout === null) return fail(new Error('no output'))
    createInterface({ input: child.stdout }).on('line', (line) => {
      printed.push(line)
      if (line.startsWith('civic-hall ready ')) done()
    })
  })
}

/** A kiosk whose printer has not answered yet shows its first number on the screen: tests begin a moment later. */
async function printerReady(hub: string): Promise<void> {
  const isReady = /^civic_hall_device\{[^}]*family="ticket-printer",state="ready"\} 1$/m
  for (let page = ''; !isReady.test(page); page = await (await fetch(`${hub}/metrics`)).text())
    await new Promise((done) => setTimeout(done, 100))
}

/** Starts the demo on free ports and an empty data folder, and waits for its ready line. */
export const startDemo = (): Promise<Demo> => startIn(mkdtempSync(join(tmpdir(), 'civic-hall-e2e-')), {})

/** Starts the demo by a time of its own, which the test can set; it begins at `at`, ms since the epoch. */
export async function startDemoAt(at: number): Promise<{ readonly demo: Demo; readonly time: MovedTime }> {
  const data = mkdtempSync(join(tmpdir(), 'civic-hall-e2e-'))
  const time = movedTime(data, at)
  return { demo: await startIn(data, time.env), time }
}

async function startIn(data: string, env: Readonly<Record<string, string>>): Promise<Demo> {
  const port = await freePort()
  const child = spawn(process.execPath, [join(root, 'scripts', 'start.ts'), '--headless'], {
    cwd: root,
    env: { ...process.env, ...env, CIVIC_HALL_PORT: String(port), CIVIC_HALL_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const printed: string[] = []
  await readyLine(child, printed)
  const access = JSON.parse(readFileSync(join(data, 'demo-access.json'), 'utf8')) as Access
  await printerReady(access.hub)
  const secrets = JSON.parse(readFileSync(join(data, 'demo', 'secrets.json'), 'utf8')) as Record<
    string,
    string
  >
  const agent = (offset: number, name: string): Agent => ({
    url: `ws://127.0.0.1:${port + offset}/ws`,
    token: secrets[name] ?? '',
  })
  const find = <T>(list: readonly T[], test: (each: T) => boolean): T => {
    const found = list.find(test)
    if (found === undefined) throw new Error('not in demo-access.json')
    return found
  }
  return {
    access,
    data,
    agents: {
      kiosk: agent(11, 'kioskAgent'),
      hall: agent(12, 'hallAgent'),
      counter: agent(13, 'counterAgent'),
    },
    dock: agent(2, 'dock'),
    token: (deviceId) => find(access.devices, ({ id }) => id === deviceId).token,
    staff: (username) => find(access.staff, (each) => each.username === username),
    async stop() {
      child.removeAllListeners('exit')
      const over = new Promise<void>((done) =>
        child.exitCode === null ? child.once('exit', () => done()) : done(),
      )
      child.kill('SIGTERM')
      await over
      rmSync(data, { recursive: true, force: true })
    },
  }
}
