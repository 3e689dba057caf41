import { once } from 'node:events'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '#basics'
import { type PtyPair, ptyPair, simulateIdCardReader, simulateTicketPrinter } from '#drivers'
import { askAt } from './support/hub_api.ts'
import { type Machines, machinesIn } from './support/installed.ts'

/** A centre from nothing: its hub, then a kiosk, each set up by hand on real Electron. */

const home = mkdtempSync(join(tmpdir(), 'civic-hall-first-'))
const pictures = join(import.meta.dirname, '..', '..', 'out', 'first-start')
const password = 'a long enough one'
const centre = '岳阳街道公共法律服务工作站'
let machines: Machines
let hub = ''
let port = 0
const closing: (() => Promise<unknown> | unknown)[] = []

const take = (page: Page, name: string) =>
  page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' })

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}

async function call<T>(path: string, token: string | null, body?: object): Promise<T> {
  const answer = await askAt(hub, token, body === undefined ? 'GET' : 'POST', path, body)
  return answer.body as T
}

/** Presses the button that ends the set-up: its window may be gone before the click is. */
const finish = (page: Page, button: string) =>
  page
    .getByTestId(button)
    .click({ noWaitAfter: true })
    .catch(() => undefined)

const login = () => call<{ token: string }>('/sessions', null, { username: 'admin', password })
const startHub = () => machines.start('hub', ['--role=hub'], { CIVIC_HALL_PORT: String(port) })

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  port = await freePort()
  hub = `http://127.0.0.1:${port}`
  machines = await machinesIn(home)
})

afterAll(async () => {
  for (const close of closing.reverse()) await close()
  machines?.close()
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
})

test('a hub is set up with a new centre, and keeps no password but sealed', async () => {
  const { page, showing } = await startHub()
  expect(page.url()).toBe('app://civic-hall/setup')
  const fill = (field: string, text: string) => page.getByTestId(field).fill(text)
  await page.getByTestId('placeZh').waitFor()
  await take(page, 'hub-1-empty')
  await page.getByTestId('centre-create').click()
  expect(await page.getByRole('alert').allTextContents()).toContain('请填写地名。')
  await page.getByTestId('level').click()
  await page.getByTitle('街镇工作站').click()
  await fill('placeZh', '岳阳街道')
  await fill('placeEn', 'Yueyang Street')
  await fill('areaCode', '310117001')
  await fill('adminName', '江一帆')
  await fill('password', password)
  await fill('passwordAgain', `${password}!`)
  expect(await page.getByTestId('official-name').textContent()).toContain(centre)
  await page.getByTestId('centre-create').click()
  await page.getByText('两次输入的密码不一样').waitFor()
  await take(page, 'hub-2-mistyped')
  await fill('passwordAgain', password)
  await finish(page, 'centre-create')

  const status = await showing('hub')
  await status.getByText('可以使用').waitFor({ timeout: 60_000 })
  await take(status, 'hub-3-running')
  const { token } = await login()
  const { sites } = await call<{ sites: { officialName: { zh: string } }[] }>('/sites', token)
  expect(sites[0]?.officialName.zh).toBe(centre)
  const folder = join(home, 'hub', 'hub')
  expect(statSync(folder).mode & 0o077).toBe(0)
  expect(existsSync(join(folder, 'first-start.json'))).toBe(false)
  for (const file of globSync('{*.json,hub/**/*}', { cwd: join(home, 'hub') })) {
    const path = join(home, 'hub', file)
    if (statSync(path).isFile()) expect(readFileSync(path).includes(password), file).toBe(false)
  }
})

test('started again, the hub goes straight to work', async () => {
  const folder = join(home, 'hub', 'hub')
  await machines.stop('hub')
  const { page } = await startHub()
  expect(page.url()).toBe('app://civic-hall/hub')
  await page.getByText('可以使用').waitFor({ timeout: 60_000 })
  expect((await login()).token.length).toBeGreaterThan(20)
  expect(existsSync(join(folder, 'hub.db'))).toBe(true)
})

async function refusedAddresses(page: Page): Promise<void> {
  const stranger = createServer((_request, answer) => answer.end('hello')).listen(0, '127.0.0.1')
  await once(stranger, 'listening')
  const address = stranger.address()
  const tries = [
    ['中心 主机', '这不是一个地址'],
    [`127.0.0.1:${await freePort()}`, '这个地址没有应答'],
    [`127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, '但不是中心主机'],
  ]
  for (const [typed, sentence] of tries) {
    await page.getByTestId('hub-address').fill(typed ?? '')
    await page.getByTestId('hub-next').click()
    await page.getByText(sentence ?? '').waitFor()
  }
  stranger.close()
}

async function chooseDevice(page: Page, name: string, pair: PtyPair): Promise<void> {
  await page.getByTestId(`${name}-switch`).click()
  const typed = page.getByTestId(`${name}-place`)
  // Where this machine has ports of its own, typing is the list's last line.
  if (!(await typed.isVisible())) {
    await page.getByTestId(`${name}-port`).click()
    await page.locator('.ant-select-dropdown:visible').getByText('手动填写…').click()
  }
  await typed.fill(pair.driverPath)
}

test('a kiosk is set up with its code and devices, and shows the centre without a restart', async () => {
  const { token } = await login()
  const codeFor = (role: string, name: string) =>
    call<{ code: string; deviceId: string }>('/devices', token, { role, name })
  const other = await codeFor('display', '大厅叫号屏')
  const own = await codeFor('kiosk', '大厅取号机')

  const clock = systemClock()
  const lines = [await ptyPair(), await ptyPair()] as const
  for (const line of lines) closing.push(line.close)
  simulateIdCardReader(lines[0].port, clock)
  simulateTicketPrinter(lines[1].port, clock, { widthDots: 576 })

  const { page, showing } = await machines.start('kiosk', ['--role=kiosk', '--windowed=540x960'])
  expect(page.url()).toBe('app://civic-hall/setup')
  await page.getByTestId('hub-address').waitFor()
  await take(page, 'kiosk-1-hub')
  await refusedAddresses(page)
  await take(page, 'kiosk-2-not-a-hub')
  await page.getByTestId('hub-address').fill(`127.0.0.1:${port}`)
  await page.getByTestId('hub-next').click()

  await page.getByTestId('code').fill(other.code)
  await page.getByTestId('code-next').click()
  await page.getByText('这个配对码是给“叫号屏”的').waitFor()
  await take(page, 'kiosk-3-other-role')
  await page.getByTestId('code').fill(`${own.code.slice(0, 4)}-${own.code.slice(4).toLowerCase()}`)
  await page.getByTestId('code-next').click()
  await page.getByTestId('enrolled').getByText('大厅取号机').waitFor()
  await page.getByTestId('enrolled').getByText(centre).waitFor()
  await take(page, 'kiosk-4-enrolled')
  await page.getByTestId('enrolled-next').click()

  await page.getByTestId('probe-places').fill(lines.map(({ driverPath }) => driverPath).join(' '))
  await page.getByTestId('probe').click()
  await page.getByTestId('found').getByText('号票打印机').waitFor({ timeout: 60_000 })
  await take(page, 'kiosk-5-found')
  await page.getByTestId('probe-accept').click()
  await page.getByTestId('idCard-open').click()
  await page.getByTestId('idCard-test').click()
  await page.getByTestId('test-steps').getByText('模块').first().waitFor({ timeout: 60_000 })
  expect(await page.locator('[data-outcome=fail]').count()).toBe(0)
  await take(page, 'kiosk-5-tested')
  await page.getByTestId('idCard-switch').click()
  await page.getByTestId('ticketPrinter-switch').click()

  await chooseDevice(page, 'idCard', lines[0])
  await page.getByTestId('ticketPrinter-switch').click()
  await page.getByTestId('devices-save').click()
  await page.getByText('号票打印机：请选择端口').waitFor()
  await page.getByTestId('ticketPrinter-switch').click()
  await chooseDevice(page, 'ticketPrinter', lines[1])
  await take(page, 'kiosk-5-devices')
  await page.getByRole('button', { name: 'English' }).click()
  await take(page, 'kiosk-6-devices-en')
  const seen = await page.content()
  // The page itself reaches nobody, not even the hub; and it alone has the bridge of the set-up.
  const reached = await page.evaluate(
    (url) =>
      fetch(url)
        .then(() => 'yes')
        .catch(() => 'no'),
    `${hub}/healthz`,
  )
  expect(reached).toBe('no')
  await finish(page, 'devices-save')

  const kiosk = await showing('kiosk')
  await kiosk.getByText(centre).first().waitFor({ timeout: 60_000 })
  await take(kiosk, 'kiosk-7-at-work')
  expect(await kiosk.evaluate(() => [typeof window.civicHall, typeof window.civicHallSetup])).toEqual([
    'object',
    'undefined',
  ])
  const file = join(home, 'kiosk', 'agent-kiosk.json')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const config: { deviceToken: string; deviceId: string } = JSON.parse(readFileSync(file, 'utf8'))
  expect(config.deviceId).toBe(own.deviceId)
  expect(seen).not.toContain(config.deviceToken)

  const reports = async () => {
    const { events } = await call<{ events: { type: string; data: Record<string, unknown> }[] }>(
      '/events?limit=1000',
      token,
    )
    return events
      .filter(({ type }) => type === 'DeviceReported')
      .map(({ data }) => `${data.family} ${data.state}`)
  }
  await expect.poll(reports, { timeout: 30_000 }).toContain('id-card ready')
  await expect.poll(reports, { timeout: 30_000 }).toContain('ticket-printer ready')
})

test('started again, the kiosk goes straight to work; --setup opens its set-up again', async () => {
  await machines.stop('kiosk')
  const again = await machines.start('kiosk', ['--windowed=540x960'])
  expect(again.page.url()).toBe('app://civic-hall/kiosk')
  await again.page.getByText(centre).first().waitFor({ timeout: 60_000 })
  await machines.stop('kiosk')

  const { app, page, showing } = await machines.start('kiosk', ['--windowed=540x960', '--setup'])
  await page.getByTestId('enrolled').getByText(centre).waitFor()
  await page.getByTestId('enrolled-next').click()
  await page.locator('[data-testid=ticketPrinter-switch][aria-checked=true]').waitFor()
  await page.close()
  await (await showing('kiosk')).getByText(centre).first().waitFor({ timeout: 60_000 })

  // The technician's way in while the kiosk runs: a second start asks the first one to begin again.
  await app.evaluate(({ app: electron }) => {
    electron.relaunch = (options) => void Reflect.set(globalThis, 'relaunched', options?.args)
    electron.quit = () => undefined
  })
  await machines.startBeside('kiosk', ['--setup'])
  const relaunched = () => app.evaluate(() => JSON.stringify(Reflect.get(globalThis, 'relaunched') ?? null))
  await expect.poll(relaunched, { timeout: 10_000 }).toContain('"--setup"]')
})
