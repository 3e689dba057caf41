import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage, sizes, startBrowser } from './support/browser.ts'
import { type Demo, startDemo } from './support/demo.ts'
import { command } from './support/hub_api.ts'
import { appears, control, press, shows, signShows } from './support/steps.ts'

let demo: Demo
let browser: Browser
let screens: Record<'console' | 'board' | 'pad' | 'kiosk' | 'dock', Page>

const open = async (path: string, size: keyof typeof sizes) =>
  (await openPage(browser, `${demo.access.hub}/${path}`, sizes[size])).page

beforeAll(async () => {
  demo = await startDemo()
  browser = await startBrowser()
  screens = {
    console: await open('console', 'counter'),
    board: await open('board', 'board'),
    pad: await open('pad?counter=2', 'pad'),
    kiosk: await open('kiosk', 'kiosk'),
    dock: await open('dock', 'counter'),
  }
  const { password } = demo.staff('he.jing')
  await control(screens.console, 'login-username').fill('he.jing')
  await control(screens.console, 'login-password').fill(password)
  await press(screens.console, 'login-submit')
  await appears(screens.console, 'nav-today')
})
afterAll(async () => {
  await browser?.close()
  await demo?.stop()
})

describe('the console', () => {
  test('a changed counter is on every screen without a restart', async () => {
    await press(screens.console, 'nav-counters')
    await press(screens.console, 'edit-counter-2')
    await control(screens.console, 'field-name.zh').fill('2号综合窗口')
    await press(screens.console, 'save')
    await shows(screens.console, 'differences', /2号综合窗口/)
    await press(screens.console, 'confirm')
    await expect
      .poll(() => screens.pad.locator('body').textContent(), { timeout: 20_000 })
      .toContain('2号综合窗口')
    await command(demo, demo.token('guide-1'), '/tickets', {
      serviceId: 'LA',
      anonymous: true,
      delivery: 'spoken',
    })
    const work = (type: string) => command(demo, demo.token('counter-2'), '/counters/2/commands', { type })
    await work('open')
    await work('call-next')
    await shows(screens.board, 'board-newest-counter', /综合窗口/)
  })

  test('a service that is switched off cannot be taken at the kiosk, and says so', async () => {
    await press(screens.console, 'nav-services')
    await press(screens.console, 'edit-service-LA')
    await press(screens.console, 'field-enabled')
    await press(screens.console, 'save')
    await press(screens.console, 'confirm')
    await press(screens.kiosk, 'group-aid')
    await shows(screens.kiosk, 'service-LA', /暂停/)
  })

  test('a ticket is designed in sight of itself, and every kiosk is told', async () => {
    const { console: page } = screens
    await press(page, 'nav-tickets')
    await press(page, 'row-8')
    await control(page, 'row-text').fill('【{mark}】')
    await shows(page, 'ticket-faults', /补打必须有标记/)
    await control(page, 'row-text').fill('★【{marks}】★')
    await press(page, 'save')
    await shows(page, 'differences', /★/)
    await press(page, 'confirm')
    await shows(page, 'ticket-state', /正在使用/)
    await press(page, 'sample-priority')
    await shows(page, 'ticket-preview', /★【优先/)
  })

  test('the emergency plan takes over the hall and ends by hand', async () => {
    await press(screens.console, 'nav-today')
    await press(screens.console, 'start-plan')
    await press(screens.console, 'confirm')
    await appears(screens.board, 'board-emergency')
    await appears(screens.kiosk, 'kiosk-emergency')
    const refused = await command(demo, demo.token('kiosk-1'), '/tickets', {
      serviceId: 'LC',
      anonymous: true,
    })
    expect(refused).toMatchObject({ status: 409, body: { code: 'emergency' } })
    await press(screens.console, 'end-emergency')
    await press(screens.console, 'confirm')
    await appears(screens.board, 'board-newest-number')
    await signShows(screens.dock, 1, '暂停受理')
  })
})
