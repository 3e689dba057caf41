import { join, resolve } from 'node:path'
import { _electron, type Browser, type ElectronApplication, type Page } from 'playwright-core'
import { electronRuntime } from '../../../scripts/provision_electron.ts'
import { openPage, sizes, startBrowser } from './browser.ts'
import type { Agent, Demo } from './demo.ts'

const root = resolve(import.meta.dirname, '..', '..', '..')

/** Every screen of one small hall, whatever shows them. */
export interface Hall {
  readonly kiosk: Page
  readonly counter: Page
  readonly pad: Page
  readonly board: Page
  readonly dock: Page
  readonly city: Page
  /** What the pages complained about: uncaught errors and console errors. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

async function chromiumPages(demo: Demo, names: readonly ('kiosk' | 'counter' | 'board')[]) {
  const browser: Browser = await startBrowser()
  const { hub, city } = demo.access
  const open = (path: string, size: keyof typeof sizes) => openPage(browser, `${hub}/${path}`, sizes[size])
  const [pad, dock, cityPage] = await Promise.all([
    open('pad?counter=1', 'pad'),
    open('dock', 'counter'),
    openPage(browser, `${city}/`, sizes.counter),
  ])
  const own = await Promise.all(names.map(async (name) => [name, await open(name, name)] as const))
  return { browser, pad, dock, city: cityPage, own: new Map(own) }
}

/** The hall in browser windows only. */
export async function openHallInChromium(demo: Demo): Promise<Hall> {
  const { browser, pad, dock, city, own } = await chromiumPages(demo, ['kiosk', 'counter', 'board'])
  const of = (name: 'kiosk' | 'counter' | 'board') => {
    const found = own.get(name)
    if (found === undefined) throw new Error(name)
    return found
  }
  const all = [of('kiosk'), of('counter'), of('board'), pad, dock, city]
  return {
    kiosk: of('kiosk').page,
    counter: of('counter').page,
    board: of('board').page,
    pad: pad.page,
    dock: dock.page,
    city: city.page,
    get complaints() {
      return all.flatMap((each) => each.complaints)
    },
    close: () => browser.close(),
  }
}

/** Starts one real shell of the suite on an agent that already runs. */
export async function startShell(
  role: string,
  agent: Agent,
  demo: Demo,
  size: string,
): Promise<ElectronApplication> {
  const runtime = electronRuntime()
  if (runtime === null) throw new Error('no Electron: run scripts/setup.mjs --test')
  // Playwright finds Electron through the package, and the package through this variable.
  process.env.ELECTRON_OVERRIDE_DIST_PATH = runtime.folder
  return _electron.launch({
    args: [
      root,
      `--role=${role}`,
      `--windowed=${size}`,
      `--user-data-dir=${join(demo.data, 'shells', role)}`,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    env: {
      ...(process.env as Record<string, string>),
      CIVIC_HALL_AGENT_URL: agent.url,
      CIVIC_HALL_AGENT_TOKEN: agent.token,
      LANG: 'zh_CN.UTF-8',
    },
  })
}

/** The hall with kiosk, counter and display in real Electron windows at once; pad, dock and city in a browser. */
export async function openHallInElectron(demo: Demo): Promise<Hall> {
  const { browser, pad, dock, city } = await chromiumPages(demo, [])
  const { agents } = demo
  const shells = await Promise.all([
    startShell('kiosk', agents.kiosk, demo, '1080x1920'),
    startShell('counter', agents.counter, demo, '1366x768'),
    startShell('display', agents.hall, demo, '1920x1080'),
  ])
  const complaints: string[] = []
  const [kiosk, counter, board] = await Promise.all(
    shells.map(async (shell) => {
      const page = await shell.firstWindow()
      page.on('pageerror', (error) => complaints.push(error.message))
      return page
    }),
  )
  if (kiosk === undefined || counter === undefined || board === undefined)
    throw new Error('a shell has no window')
  return {
    kiosk,
    counter,
    board,
    pad: pad.page,
    dock: dock.page,
    city: city.page,
    get complaints() {
      return [...complaints, ...[pad, dock, city].flatMap((each) => each.complaints)]
    },
    async close() {
      await Promise.all(shells.map((shell) => shell.close()))
      await browser.close()
    },
  }
}
