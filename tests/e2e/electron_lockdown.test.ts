import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { agentSource, attackSource, pageSource } from './lockdown_fixture.ts'

/** A real Electron with the real shell around a page that attacks it; the agent is a small stand-in. */

const root = join(import.meta.dirname, '..', '..')
const runtime: { program: string; folder: string; version: string } = JSON.parse(
  execFileSync('node', ['scripts/provision_electron.ts', '--print'], { cwd: root, encoding: 'utf8' })
    .trim()
    .split('\n')
    .at(-1) ?? '',
)

const home = mkdtempSync(join(tmpdir(), 'civic-hall-shell-'))
const shell = join(home, 'out', 'shell', 'suite.cjs')
const environment: Record<string, string> = {}
let display: ReturnType<typeof spawn>
const running = new Set<ElectronApplication>()

function install(): void {
  execFileSync('node', ['scripts/build.ts', 'shell'], { cwd: root, stdio: 'inherit' })
  const pages = join(home, 'out', 'pages')
  for (const folder of [pages, join(home, 'shared', 'agent'), join(home, 'node_modules')]) {
    mkdirSync(folder, { recursive: true })
  }
  cpSync(join(root, 'out', 'shell'), join(home, 'out', 'shell'), { recursive: true })
  writeFileSync(join(home, 'package.json'), JSON.stringify({ name: 'civic-hall', type: 'module' }))
  writeFileSync(join(home, 'secret.json'), '{}')
  // A machine that is set up; the stand-in agent reads none of it.
  const configured = { hubUrl: 'http://127.0.0.1:9', deviceId: 'kiosk-1', deviceToken: 'of no use' }
  writeFileSync(join(home, 'agent.json'), JSON.stringify(configured))
  symlinkSync(join(home, 'secret.json'), join(pages, 'linked.json'))
  writeFileSync(join(pages, 'kiosk.html'), pageSource)
  writeFileSync(join(pages, 'counter.html'), pageSource)
  writeFileSync(join(pages, 'kiosk.js'), attackSource)
  writeFileSync(join(home, 'shared', 'agent', 'main.ts'), agentSource)
  const node = `node-${process.platform}-${process.arch}`
  symlinkSync(join(root, 'node_modules', node), join(home, 'node_modules', node))
}

async function startDisplay(): Promise<string> {
  display = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [number] = await once(display.stdout ?? display, 'data')
  return `:${String(number).trim()}`
}

let launches = 0

async function launch(...options: readonly string[]): Promise<{ app: ElectronApplication; page: Page }> {
  launches += 1
  const app = await _electron.launch({
    args: [
      '--no-sandbox',
      `--user-data-dir=${join(home, `data-${launches}`)}`,
      // Chromium's own switches stand before the program.
      ...options.filter((option) => option.startsWith('--use-')),
      shell,
      ...options.filter((option) => !option.startsWith('--use-')),
      `--config=${join(home, 'agent.json')}`,
    ],
    env: environment,
    timeout: 60_000,
  })
  running.add(app)
  app.on('close', () => running.delete(app))
  const page = await app.firstWindow()
  await page.waitForLoadState()
  return { app, page }
}

/** The command line of a start that is expected to end by itself; returns its exit code and what it said. */
function startAndEnd(...options: readonly string[]): { code: number | null; said: string } {
  const ended = spawnSync(
    runtime.program,
    ['--no-sandbox', `--user-data-dir=${join(home, 'data-ending')}`, shell, ...options],
    { env: { ...environment, CIVIC_HALL_PRODUCTION: '1' }, encoding: 'utf8', timeout: 30_000 },
  )
  return { code: ended.status, said: ended.stderr }
}

const attack = (page: Page, name: string): Promise<string> =>
  page.evaluate((chosen) => {
    const run: (attackName: string) => Promise<string> = Reflect.get(window, 'attack')
    return run(chosen)
  }, name)

/** The page of the window of the moment, once it is usable; windows are replaced, so none is held on to. */
async function usablePage(app: ElectronApplication, isNew: (page: Page) => boolean): Promise<Page> {
  for (;;) {
    const page = app.windows().find((candidate) => !candidate.isClosed() && isNew(candidate))
    const text = await page?.textContent('h1', { timeout: 500 }).catch(() => null)
    if (page !== undefined && text === '取号') return page
    await pause(50)
  }
}

beforeAll(async () => {
  install()
  environment.ELECTRON_OVERRIDE_DIST_PATH = runtime.folder
  for (const [name, value] of Object.entries(process.env))
    if (value !== undefined) environment[name] ??= value
  environment.DISPLAY = await startDisplay()
  // Playwright finds Electron by requiring it here, in this process.
  process.env.ELECTRON_OVERRIDE_DIST_PATH = runtime.folder
})

afterAll(async () => {
  for (const app of running) app.process().kill('SIGKILL')
  display?.kill()
  await pause(200)
  rmSync(home, { recursive: true, force: true })
})

describe('a kiosk page', () => {
  let app: ElectronApplication
  let page: Page

  beforeAll(async () => {
    ;({ app, page } = await launch('--role=kiosk'))
  })
  afterAll(() => app.close())

  const refusals: readonly (readonly [attack: string, outcome: string | RegExp])[] = [
    ['open', 'null'],
    ['openSelf', 'null'],
    ['require', 'undefinedundefinedundefinedundefinedundefined'],
    ['bridge', 'endpoint,onEndpoint,printPage,role'],
    ['eval', 'refused: EvalError'],
    ['newFunction', 'refused: EvalError'],
    ['inline', 'undefined'],
    ['traverse', '404'],
    ['traverseBackslash', '404'],
    ['doubleEncoded', '404'],
    ['symlink', '404'],
    ['otherHost', 'refused: TypeError'],
    ['file', 'refused: TypeError'],
    ['stranger', 'refused: TypeError'],
    ['camera', /^refused: Not(Allowed|Found)Error$/],
    ['cameraAlone', /^refused: Not(Allowed|Found)Error$/],
    ['screenCapture', /^refused: (NotAllowed|NotSupported|InvalidState|Abort)Error$/],
    ['position', 'refused 1'],
    ['notification', 'denied'],
    ['clipboard', 'refused: NotAllowedError'],
    ['usb', /^refused: /],
    ['hid', /^(0|refused: .*)$/],
    ['serial', /^refused: /],
    ['midi', /^refused: /],
    ['pointerLock', /^refused: /],
    ['framed', 'blocked'],
    ['framedData', 'blocked'],
    ['worker', /^refused: /],
  ]

  test.each(refusals)('may not: %s', async (name, outcome) => {
    const stranger = createServer((_request, answer) => {
      answer.setHeader('access-control-allow-origin', '*')
      answer.end('stranger')
    })
    stranger.listen(0, '127.0.0.1')
    await once(stranger, 'listening')
    const address = stranger.address()
    await page.evaluate(
      (port) => Reflect.set(window, 'strangerAddress', `http://127.0.0.1:${port}/`),
      typeof address === 'object' ? (address?.port ?? 0) : 0,
    )
    const got = await attack(page, name)
    stranger.close()
    if (typeof outcome === 'string') expect(got).toBe(outcome)
    else expect(got).toMatch(outcome)
    expect(app.windows()).toHaveLength(1)
  })

  test('reaches its agent, whose address it gets from the bridge', async () => {
    expect(await attack(page, 'agent')).toBe('agent')
  })

  test('stays where it is, whatever it navigates to', async () => {
    for (const address of ['https://example.invalid/', 'file:///etc/passwd', 'app://civic-hall/counter']) {
      await page.evaluate((target) => {
        setTimeout(() => window.location.assign(target), 0)
      }, address)
      await pause(200)
      expect(page.url()).toBe('app://civic-hall/kiosk')
    }
  })

  test('downloads nothing', async () => {
    await app.evaluate(({ BrowserWindow }) => {
      const own = BrowserWindow.getAllWindows()[0]?.webContents.session
      Reflect.set(globalThis, 'downloads', [])
      own?.on('will-download', (event) => Reflect.get(globalThis, 'downloads').push(event.defaultPrevented))
    })
    expect(await attack(page, 'download')).toBe('clicked')
    await pause(300)
    const downloads = await app.evaluate(() => Reflect.get(globalThis, 'downloads'))
    expect(downloads.filter((prevented: boolean) => !prevented)).toEqual([])
  })

  test('gets only what is typed: no shortcut, no developer tools', async () => {
    await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      const send = (keyCode: string, modifiers: Electron.InputEvent['modifiers'] = []) => {
        contents?.sendInputEvent({ type: 'keyDown', keyCode, modifiers })
        contents?.sendInputEvent({ type: 'keyUp', keyCode, modifiers })
      }
      for (const key of ['F5', 'F11', 'F12']) send(key)
      for (const key of ['R', 'P', 'W', 'Q', 'O', '+']) send(key, ['control'])
      send('I', ['control', 'shift'])
      send('Left', ['alt'])
      send('7')
      contents?.openDevTools()
    })
    await expect.poll(() => page.evaluate(() => Reflect.get(window, 'keys'))).toEqual(['7'])
    const opened = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.isDevToolsOpened(),
    )
    expect(opened).toBe(false)
  })

  test('runs in a locked window over the whole display, without a menu', async () => {
    const seen = await app.evaluate(({ BrowserWindow, Menu, screen }) => {
      const window = BrowserWindow.getAllWindows()[0]
      window?.close()
      return {
        alive: window?.isDestroyed() === false,
        kiosk: window?.isKiosk(),
        bounds: window?.getBounds(),
        display: screen.getPrimaryDisplay().bounds,
        menu: Menu.getApplicationMenu(),
      }
    })
    expect(seen).toMatchObject({ alive: true, kiosk: true, menu: null, bounds: seen.display })
  })

  test('that is not ours gets nothing through the bridge', async () => {
    const answer = await app.evaluate(
      async ({ BrowserWindow, session }, preload) => {
        const ask = 'civicHall.endpoint().then(() => "answered", () => "refused")'
        const own = BrowserWindow.getAllWindows()[0]?.webContents
        const stranger = new BrowserWindow({
          show: false,
          webPreferences: { preload, session: session.fromPartition('stranger') },
        })
        await stranger.loadURL('data:text/html,<h1>x</h1>')
        const outside = await stranger.webContents.executeJavaScript(ask)
        stranger.destroy()
        await own?.loadURL('data:text/html,<h1>x</h1>')
        const inside = await own?.executeJavaScript(ask)
        await own?.loadURL('app://civic-hall/kiosk')
        return [outside, inside, await own?.executeJavaScript(ask)]
      },
      join(home, 'out', 'shell', 'kiosk_preload.cjs'),
    )
    expect(answer).toEqual(['refused', 'refused', 'answered'])
  })
})

describe('a shell in trouble', () => {
  let app: ElectronApplication
  let page: Page

  beforeAll(async () => {
    ;({ app, page } = await launch('--role=kiosk'))
  })
  afterAll(() => app.close())

  const troubles: readonly (readonly [name: string, cause: (page: Page) => Promise<unknown>])[] = [
    [
      'killed',
      () =>
        app.evaluate(({ BrowserWindow }) =>
          process.kill(BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? -1, 'SIGKILL'),
        ),
    ],
    [
      'hung',
      (hung) =>
        hung.evaluate(() => {
          setTimeout(() => {
            for (;;);
          }, 0)
        }),
    ],
  ]

  test.each(troubles)(
    'gets a fresh page when its page is %s, with nothing entered left in it',
    async (_n, cause) => {
      await page.fill('#entry', '110101199003070000')
      const old = page
      const began = performance.now()
      await cause(old)
      page = await usablePage(app, (candidate) => candidate !== old)
      console.log(`page usable again after ${Math.round(performance.now() - began)} ms`)
      expect(await page.inputValue('#entry')).toBe('')
      expect(await attack(page, 'agent')).toBe('agent')
    },
  )

  test('starts a new agent when the old one dies, and tells the page', async () => {
    const before = await page.evaluate(() => window.civicHall?.endpoint())
    const shellPid = await app.evaluate(() => process.pid)
    const children = readFileSync(`/proc/${shellPid}/task/${shellPid}/children`, 'utf8').trim().split(' ')
    const agent = children.find((pid) =>
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('agent/main.ts'),
    )
    process.kill(Number(agent), 'SIGKILL')
    await expect
      .poll(() => page.evaluate(() => Reflect.get(window, 'endpoints').length), { timeout: 20_000 })
      .toBe(1)
    const after = await page.evaluate(() => window.civicHall?.endpoint())
    expect(after?.token).not.toBe(before?.token)
    expect(await attack(page, 'agent')).toBe('agent')
  })
})

describe('starting', () => {
  test.each(['--remote-debugging-port=0', '--inspect=0', '--load-extension=/tmp', '--js-flags=--expose-gc'])(
    'is refused in production with %s',
    (option) => {
      const { code, said } = startAndEnd('--role=kiosk', option)
      expect(said).toContain(`--${option.slice(2).split('=')[0]}`)
      expect(code).toBe(78)
    },
  )

  test('asks for the role on the first start and remembers it', async () => {
    const { app, page } = await launch()
    await app.evaluate(({ app: electron }) => {
      electron.relaunch = () => undefined
    })
    expect(await page.getByRole('link').count()).toBe(5)
    const saved = join(home, `data-${launches}`, 'role.json')
    await page
      .getByRole('link', { name: '叫号屏' })
      .click({ noWaitAfter: true })
      .catch(() => undefined)
    await expect.poll(() => existsSync(saved), { timeout: 10_000 }).toBe(true)
    expect(JSON.parse(readFileSync(saved, 'utf8'))).toEqual({ role: 'display' })
  })

  test('a staff window is an ordinary one, locked down all the same', async () => {
    const { app, page } = await launch('--role=counter', '--windowed=800x600')
    expect(await attack(page, 'open')).toBe('null')
    expect(await attack(page, 'require')).toBe('undefinedundefinedundefinedundefinedundefined')
    const kiosk = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isKiosk())
    expect(kiosk).toBe(false)
    await app.close()
  })

  test('the counter may use a camera and no page a microphone', async () => {
    const fake = '--use-fake-device-for-media-stream'
    const counter = await launch('--role=counter', '--windowed=800x600', fake)
    expect(await attack(counter.page, 'cameraAlone')).toBe('1')
    for (const name of ['camera', 'microphone'])
      expect(await attack(counter.page, name)).toBe('refused: NotAllowedError')
    await counter.app.close()
    const kiosk = await launch('--role=kiosk', fake)
    for (const name of ['cameraAlone', 'camera', 'microphone'])
      expect(await attack(kiosk.page, name)).toBe('refused: NotAllowedError')
    await kiosk.app.close()
  })
})
