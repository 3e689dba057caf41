import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { z } from 'zod'

const root = join(import.meta.dirname, '..', '..', '..')
const suite = join(root, 'out', 'shell', 'suite.cjs')

/** Machines of a centre: each an Electron with a data folder of its own, on one virtual display. */
export interface Machines {
  /** Starts a machine; `name` is its data folder. */
  start(name: string, options: readonly string[], environment?: Record<string, string>): Promise<Machine>
  /** Starts the program once more on a machine where it runs; resolves when that second one has ended. */
  startBeside(name: string, options: readonly string[]): Promise<void>
  /** Ends a machine as its window's closing would: everything it runs ends with it. */
  stop(name: string): Promise<void>
  close(): void
}

/** A running machine. */
export interface Machine {
  readonly app: ElectronApplication
  /** The window it opened with. */
  readonly page: Page
  /** The next window that shows the named page; windows come and go as a machine is set up. */
  showing(page: string): Promise<Page>
}

const runtime = z.object({ folder: z.string() })

async function startDisplay(): Promise<{ name: string; stop: () => void }> {
  const display = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [number] = await once(display.stdout, 'data')
  return { name: `:${String(number).trim()}`, stop: () => void display.kill() }
}

/** What a test must not hand on: a demo's wiring, or a folder of its own. */
const ours = Object.entries(process.env).filter(([name]) => !name.startsWith('CIVIC_HALL_'))

async function showing(app: ElectronApplication, name: string): Promise<Page> {
  const isIt = (page: Page) => !page.isClosed() && page.url() === `app://civic-hall/${name}`
  for (;;) {
    const found = app.windows().find(isIt)
    if (found !== undefined) return found
    await app.waitForEvent('window', { timeout: 60_000 })
    await app.windows().at(-1)?.waitForLoadState()
  }
}

/** The first window that has loaded: where the machine is slow, the shell replaces one that has not in time. */
async function firstLoaded(app: ElectronApplication): Promise<Page> {
  for (;;) {
    const open = app.windows().find((page) => !page.isClosed())
    const page = open ?? (await app.waitForEvent('window', { timeout: 60_000 }))
    const isLoaded = await page.waitForLoadState().then(
      () => true,
      () => false,
    )
    if (isLoaded && !page.isClosed()) return page
  }
}

/** Builds what is missing and prepares to start machines whose data lie in `home`. */
export async function machinesIn(home: string): Promise<Machines> {
  execFileSync('node', ['scripts/build.ts'], { cwd: root, stdio: 'inherit' })
  const said = execFileSync('node', ['scripts/provision_electron.ts', '--print'], {
    cwd: root,
    encoding: 'utf8',
  })
  const { folder } = runtime.parse(JSON.parse(said.trim().split('\n').at(-1) ?? ''))
  // Playwright finds Electron by requiring it here, in this process.
  process.env.ELECTRON_OVERRIDE_DIST_PATH = folder
  const display = await startDisplay()
  const running = new Map<string, ElectronApplication>()
  return {
    async start(name, options, environment = {}) {
      const data = join(home, name)
      mkdirSync(data, { recursive: true })
      const app = await _electron.launch({
        args: [
          '--no-sandbox',
          `--user-data-dir=${data}`,
          join(root, 'out', 'shell', 'suite.cjs'),
          ...options,
        ],
        env: { ...Object.fromEntries(ours), ...environment, DISPLAY: display.name },
        timeout: 60_000,
      })
      running.set(name, app)
      const page = await firstLoaded(app)
      return { app, page, showing: (wanted) => showing(app, wanted) }
    },
    async startBeside(name, options) {
      const parameters = ['--no-sandbox', `--user-data-dir=${join(home, name)}`, suite, ...options]
      const environment = { ...Object.fromEntries(ours), DISPLAY: display.name }
      const second = spawn(join(folder, 'electron'), parameters, { env: environment, stdio: 'ignore' })
      await once(second, 'exit')
    },
    async stop(name) {
      const app = running.get(name)
      running.delete(name)
      const ended = app?.waitForEvent('close')
      await app?.evaluate(({ app: electron }) => electron.quit()).catch(() => undefined)
      await ended
    },
    close() {
      for (const app of running.values()) app.process().kill('SIGKILL')
      display.stop()
    },
  }
}
