import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openPage, sizes, startBrowser } from '../e2e/support/browser.ts'
import { type Demo, startDemo } from '../e2e/support/demo.ts'
import { command } from '../e2e/support/hub_api.ts'
import { appears, control, press } from '../e2e/support/steps.ts'

/** Takes the pictures of docs/screens from a running demo: every page, both languages, elder mode. */

const folder = resolve(import.meta.dirname, '..', '..', 'docs', 'screens')

interface Studio {
  readonly browser: Browser
  readonly demo: Demo
  open(path: string, size: keyof typeof sizes): Promise<Page>
  shoot(page: Page, name: string): Promise<void>
}

async function settle(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await page.waitForTimeout(600)
}

function studio(browser: Browser, demo: Demo): Studio {
  return {
    browser,
    demo,
    async open(path, size) {
      const { page } = await openPage(browser, `${demo.access.hub}/${path}`, sizes[size])
      return page
    },
    async shoot(page, name) {
      await settle(page)
      await page.screenshot({ path: join(folder, `${name}.png`) })
      process.stdout.write(`${name}\n`)
    },
  }
}

/** A morning's worth of tickets, so that the pictures show a hall at work. */
async function fillHall(demo: Demo): Promise<void> {
  const guide = demo.token('guide-1')
  const services = [
    'LC',
    'LC',
    'LA',
    'MD',
    'LC',
    'NT',
    'GD',
    'LC',
    'LA',
    'FE',
    'MD',
    'LC',
    'CP',
    'LC',
    'NT',
    'LA',
  ]
  for (const serviceId of services)
    await command(demo, guide, '/tickets', { serviceId, anonymous: true, delivery: 'spoken' })
  const work = (counter: string, body: object) =>
    command(demo, demo.token(`counter-${counter}`), `/counters/${counter}/commands`, body)
  for (const counter of ['2', '3', '4', 'R1']) {
    await work(counter, { type: 'open' })
    await work(counter, { type: 'call-next' })
  }
  for (const counter of ['2', '3']) await work(counter, { type: 'arrive' })
  await work('2', { type: 'finish', outcome: 'advised' })
  await work('2', { type: 'call-next' })
  await work('4', { type: 'arrive' })
  await work('4', { type: 'finish', outcome: 'done' })
  await work('4', { type: 'pause', reason: 'meeting' })
}

async function shootKiosk(
  { open, shoot }: Studio,
  suffix: string,
  prepare: (page: Page) => Promise<void>,
): Promise<void> {
  const page = await open('kiosk', 'kiosk')
  await appears(page, 'kiosk-home')
  await prepare(page)
  await shoot(page, `kiosk-home${suffix}`)
  await press(page, 'group-guidance')
  await shoot(page, `kiosk-services${suffix}`)
  await press(page, 'service-NT')
  await shoot(page, `kiosk-detail${suffix}`)
  await press(page, 'take')
  await shoot(page, `kiosk-identity${suffix}`)
  await press(page, 'way-type')
  await shoot(page, `kiosk-type${suffix}`)
  await press(page, 'back')
  await press(page, 'way-anonymous')
  await press(page, 'confirm')
  await appears(page, 'ticket-number')
  await page.waitForTimeout(3_000)
  await shoot(page, `kiosk-result${suffix}`)
  await page.context().close()
}

/** A page in Chinese, in English, and back as it was. */
async function shootBoth({ shoot }: Studio, page: Page, name: string, language: string): Promise<void> {
  await shoot(page, name)
  await press(page, language)
  await shoot(page, `${name}-en`)
  await press(page, language)
}

async function shootStaff(tools: Studio): Promise<void> {
  const { open, demo } = tools
  const counter = await open('counter', 'counter')
  await shootBoth(tools, counter, 'counter-login', 'language')
  const { password } = demo.staff('chen.minhua')
  await control(counter, 'login-username').fill('chen.minhua')
  await control(counter, 'login-password').fill(password)
  await press(counter, 'login-submit')
  await press(counter, 'counter-choice-1')
  await press(counter, 'open-counter')
  await press(counter, 'key-f1')
  await appears(counter, 'current-number')
  await shootBoth(tools, counter, 'counter-called', 'language')
  await press(counter, 'key-f3')
  await shootBoth(tools, counter, 'counter-serving', 'language')
  const pad = await open('pad?counter=1', 'pad')
  await appears(pad, 'pad-idle')
  await shootBoth(tools, pad, 'pad-idle', 'language')
  await press(counter, 'key-f4')
  await press(counter, 'outcome-advised')
  await appears(pad, 'pad-rating')
  await shootBoth(tools, pad, 'pad-rating', 'language')
  await press(pad, 'face-2')
  await shootBoth(tools, pad, 'pad-reasons', 'language')
}

async function shootHall(tools: Studio): Promise<void> {
  const { open, shoot } = tools
  const board = await open('board', 'board')
  await appears(board, 'board-recent')
  await shoot(board, 'board')
  const dock = await open('dock', 'counter')
  await appears(dock, 'audio-log')
  await shootBoth(tools, dock, 'dock', 'language')
}

async function shootConsole(tools: Studio): Promise<void> {
  const { open, demo } = tools
  const page = await open('console', 'counter')
  const { password } = demo.staff('he.jing')
  await control(page, 'login-username').fill('he.jing')
  await control(page, 'login-password').fill(password)
  await press(page, 'login-submit')
  for (const section of ['today', 'staffing', 'services', 'counters', 'tickets', 'staff', 'devices']) {
    await press(page, `nav-${section}`)
    await shootBoth(tools, page, `console-${section}`, 'language')
  }
}

async function shootCity(tools: Studio): Promise<void> {
  const { browser, demo } = tools
  const { page } = await openPage(browser, `${demo.access.city}/`, sizes.counter)
  await appears(page, 'site-row')
  await page.waitForTimeout(2_500)
  await shootBoth(tools, page, 'city', 'language')
}

mkdirSync(folder, { recursive: true })
const demo = await startDemo()
const browser = await startBrowser()
try {
  const tools = studio(browser, demo)
  await fillHall(demo)
  await shootKiosk(tools, '', async () => undefined)
  await shootKiosk(tools, '-en', (page) => press(page, 'lang'))
  await shootKiosk(tools, '-elder', (page) => press(page, 'elder'))
  await shootStaff(tools)
  await shootHall(tools)
  await shootConsole(tools)
  await shootCity(tools)
} finally {
  await browser.close()
  await demo.stop()
}
