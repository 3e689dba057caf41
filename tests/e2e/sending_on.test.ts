import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPage, sizes, startBrowser } from './support/browser.ts'
import { type Demo, startDemo } from './support/demo.ts'
import { command } from './support/hub_api.ts'
import { appears, control, press, shows } from './support/steps.ts'

let demo: Demo
let browser: Browser
let counter: Page
let manager: Page

const open = async (path: string) =>
  (await openPage(browser, `${demo.access.hub}/${path}`, sizes.counter)).page

async function login(page: Page, username: string): Promise<void> {
  const { password } = demo.staff(username)
  await control(page, 'login-username').fill(username)
  await control(page, 'login-password').fill(password)
  await press(page, 'login-submit')
}

const take = (serviceId: string) =>
  command(demo, demo.token('guide-1'), '/tickets', { serviceId, anonymous: true, delivery: 'spoken' })

const work = (step: object) => command(demo, demo.token('counter-1'), '/counters/1/commands', step)

beforeAll(async () => {
  demo = await startDemo()
  browser = await startBrowser()
  await take('LC')
  counter = await open('counter')
  await login(counter, 'chen.minhua')
  await press(counter, 'counter-choice-1')
  await press(counter, 'open-counter')
  manager = await open('console')
  await login(manager, 'he.jing')
})
afterAll(async () => {
  await browser?.close()
  await demo?.stop()
})

test('a number that nobody at work may serve is shown to the manager', async () => {
  await press(counter, 'key-f1')
  await appears(counter, 'current-number')
  await expect.poll(() => control(manager, 'stranded').count()).toBe(0)
  await work({ type: 'recuse', reason: '亲属' })
  await shows(manager, 'stranded', /A001.*法律咨询/)
  await expect.poll(() => control(counter, 'current-number').count()).toBe(0)
})

test('before a number is sent where nobody is at work, the counter is told', async () => {
  await take('LC')
  // Not by the key: pressed twice within a moment it counts once.
  await work({ type: 'call-next' })
  await appears(counter, 'current-number')
  await press(counter, 'key-f3')
  await press(counter, 'key-f7')
  await control(counter, 'transfer-target').click()
  await counter.locator('.ant-select-item-option').filter({ hasText: '公证' }).click()
  await shows(counter, 'unattended', /现在没有窗口办理/)
  await shows(counter, 'dialog-confirm', '仍然转移')
  await press(counter, 'dialog-confirm')
  await expect.poll(() => control(counter, 'current-number').count()).toBe(0)
})

test('the information desk brings a number back when its papers are there, gives it a class, and lets it go', async () => {
  const number = String((await take('LC')).body.number)
  await work({ type: 'call-next' })
  await press(counter, 'key-f6')
  await counter.getByText('材料补齐时').click()
  await press(counter, 'dialog-confirm')
  await shows(counter, `queue-row-${number}`, /等材料/)
  const guide = await open('guide')
  await login(guide, 'zhou.lin')
  await control(guide, 'find-number').fill(number)
  await press(guide, 'document-ready')
  await shows(guide, 'found', /等候中/)
  await press(guide, 'grant-pregnant')
  await press(guide, 'confirm-grant')
  await expect.poll(() => control(guide, 'grant-pregnant').getAttribute('aria-pressed')).toBe('true')
  await press(guide, 'walk-out')
  await press(guide, 'confirm-walk-out')
  await shows(guide, 'found', /离开/)
  await guide.close()
})

test('before the last counter of those who wait is left, paused or changed, it is said who waits', async () => {
  await take('LC')
  await press(counter, 'logout')
  await shows(counter, 'left-behind', /法律咨询 1 人在等/)
  await counter.keyboard.press('Escape')
  await press(counter, 'key-f8')
  await shows(counter, 'left-behind', /暂停期间没有窗口叫他们/)
  await counter.keyboard.press('Escape')
  await press(manager, 'nav-counters')
  await press(manager, 'edit-counter-1')
  await control(manager, 'field-serviceIds').locator('.ant-select-selection-item-remove').first().click()
  await press(manager, 'save')
  await shows(manager, 'left-behind', /法律咨询 1 人在等/)
  await press(counter, 'close-counter')
  await shows(counter, 'left-behind', /之后没有窗口叫他们/)
  await press(counter, 'dialog-confirm')
  await appears(counter, 'open-counter')
})
