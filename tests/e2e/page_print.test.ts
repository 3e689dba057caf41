import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPage, sizes, startBrowser } from './support/browser.ts'
import { type Demo, startDemo } from './support/demo.ts'
import { type FakeCups, fakeCups } from './support/fake_lp.ts'
import { ask } from './support/hub_api.ts'
import { type Machine, type Machines, machinesIn } from './support/installed.ts'
import { readPdf } from './support/pdf_text.ts'
import { appears, press, shows } from './support/steps.ts'

/** Guides and reports on A4: from a kiosk in real Electron through its agent to lp, and from a browser. */

const home = mkdtempSync(join(tmpdir(), 'civic-hall-print-'))
const a4 = { width: 595.3, height: 841.9 }
let demo: Demo
let machines: Machines
let cups: FakeCups

/** A kiosk that has been set up, with the devices given. */
async function kioskWith(name: string, devices: object): Promise<Machine> {
  const { username, password } = demo.staff('he.jing')
  const session = await ask(demo, null, 'POST', '/sessions', { username, password })
  const made = await ask(demo, String(session.body.token), 'POST', '/devices', { role: 'kiosk', name })
  const paired = await ask(demo, null, 'POST', '/devices/pair', { code: made.body.code })
  const { deviceId, token } = paired.body
  const folder = join(home, name)
  mkdirSync(folder, { recursive: true })
  const config = {
    hubUrl: demo.access.hub,
    ...{ deviceId, deviceToken: token, counterId: null, port: 0, devices },
    dataDir: join(folder, 'agent'),
    ticketUrlBase: demo.access.hub,
  }
  writeFileSync(join(folder, 'agent-kiosk.json'), JSON.stringify(config))
  return machines.start(name, ['--role=kiosk', '--windowed=540x960'], { PATH: cups.path })
}

async function openGuide(page: Page): Promise<void> {
  await appears(page, 'kiosk-home')
  await press(page, 'group-aid')
  await press(page, 'service-LA')
  await appears(page, 'take')
}

const isA4 = (page: { width: number; height: number }) =>
  Math.abs(page.width - a4.width) < 1 && Math.abs(page.height - a4.height) < 1

beforeAll(async () => {
  cups = fakeCups(join(home, 'bin'))
  machines = await machinesIn(home)
  demo = await startDemo()
})
beforeEach(() => {
  cups.become('ready')
  cups.forget()
})
afterAll(async () => {
  machines?.close()
  await demo?.stop()
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
})

test('a kiosk with an A4 printer prints the guide of a service, whole and without a dialog', async () => {
  const { page } = await kioskWith('with', { pagePrinter: { queue: 'office', by: 'agent' } })
  await openGuide(page)
  await press(page, 'print-guide')
  await shows(page, 'print-said', '已交给打印机')
  const { pages, text } = readPdf(cups.lastPdf())
  if (process.env.KEEP_PDF) writeFileSync(process.env.KEEP_PDF, cups.lastPdf())
  expect(pages.length).toBeGreaterThan(0)
  expect(pages.every(isA4)).toBe(true)
  // The kiosk's screen names four things to bring at most; the paper names all.
  const { body } = await ask(demo, demo.token('guide-1'), 'GET', '/services')
  const services = body.services as { id: string; name: { zh: string }; materials: { zh: string }[] }[]
  const service = services.find(({ id }) => id === 'LA')
  expect(service?.materials.length).toBeGreaterThan(2)
  for (const { zh } of service?.materials ?? []) expect(text).toContain(zh.replaceAll(/\s/g, ''))
  const title = `办事指南：${service?.name.zh}`
  expect(cups.lastArguments()).toEqual(expect.arrayContaining(['-d', 'office', 'media=A4', title]))
  expect(text).toContain('公共法律服务中心')
  expect(text).toContain(`1/${pages.length}`)
  expect(text).not.toContain('长辈版')

  cups.become('failing')
  cups.forget()
  await press(page, 'print-guide')
  await shows(page, 'print-said', '没有打印成功')
  cups.become('gone')
  await press(page, 'print-guide')
  await shows(page, 'print-said', '没有可用的 A4 打印机')
  expect(cups.lastArguments()).toBeNull()
  await machines.stop('with')
})

test('a kiosk without one offers nothing, and its shell refuses whoever asks', async () => {
  const { page } = await kioskWith('without', {})
  await openGuide(page)
  expect(await page.getByTestId('print-guide').count()).toBe(0)
  const asked = await page.evaluate(() => window.civicHall?.printPage({ title: 'x' }))
  expect(asked).toEqual({ ok: false, error: 'no-printer' })
  const malformed = await page.evaluate(() =>
    window.civicHall?.printPage({ title: 'x', queue: 'other' } as never).catch(() => 'refused'),
  )
  expect(malformed).toBe('refused')
  // The agent's own door is the shell's alone: a page that knows the token is still a page.
  const door = await page.evaluate(async () => {
    const endpoint = await window.civicHall?.endpoint()
    const url = (endpoint?.url ?? '').replace('ws:', 'http:').replace('/ws', '/page-printer')
    const headers = { authorization: `Bearer ${endpoint?.token}` }
    return fetch(url, { headers }).then(
      ({ status }) => status,
      () => 'refused',
    )
  })
  expect(door).toBe('refused')
  expect(cups.lastArguments()).toBeNull()
  await machines.stop('without')
})

test('the console prints the day from a browser: the report and nothing else', async () => {
  const browser = await startBrowser()
  const { page } = await openPage(browser, `${demo.access.hub}/console`, sizes.counter)
  const { username, password } = demo.staff('he.jing')
  await page.getByTestId('login-username').fill(username)
  await page.getByTestId('login-password').fill(password)
  await press(page, 'login-submit')
  await appears(page, 'print-day')
  // A browser's dialog cannot be looked at: the page is printed where the dialog would open.
  let printed: Buffer | null = null
  await page.exposeFunction('printed', async () => {
    printed = await page.pdf({ preferCSSPageSize: true })
  })
  await page.evaluate(() => {
    window.print = () => {
      const kept = document.querySelector('.print-sheet')?.cloneNode(true)
      if (kept !== undefined) document.body.append(kept)
      void Reflect.get(window, 'printed')()
    }
  })
  await press(page, 'print-day')
  await expect.poll(() => printed, { timeout: 20_000 }).not.toBeNull()
  const { pages, text } = readPdf(printed ?? Buffer.alloc(0))
  if (process.env.KEEP_PDF) writeFileSync(`${process.env.KEEP_PDF}.day.pdf`, printed ?? '')
  expect(pages.every(isA4)).toBe(true)
  expect(text).toContain('窗口服务日报')
  expect(text).not.toContain('业务事项')
  await browser.close()
})
