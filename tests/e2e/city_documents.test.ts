import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MovedTime } from '../support/moved_time.ts'
import { openPage, sizes, startBrowser } from './support/browser.ts'
import { type Demo, startDemoAt } from './support/demo.ts'
import { command } from './support/hub_api.ts'
import { appears, control, press, shows } from './support/steps.ts'

/** A manager answers a bad rating and signs the month's report; the bureau sees both and returns the report. */

const friday = Date.parse('2026-10-30T02:00:00Z')
const monday = Date.parse('2026-11-02T02:00:00Z')
let demo: Demo
let time: MovedTime
let browser: Browser
let desk: Page
let bureau: Page
let ticketId = ''
const patience = { timeout: 60_000 }

/** Serves one visitor at counter 1, who is not satisfied. */
async function badRating(): Promise<string> {
  const given = { serviceId: 'LC', anonymous: true, delivery: 'spoken' }
  const { body } = await command(demo, demo.token('guide-1'), '/tickets', given)
  const work = (type: string) => command(demo, demo.token('counter-1'), '/counters/1/commands', { type })
  for (const type of ['open', 'call-next', 'arrive', 'finish']) await work(type)
  const marks = { overall: 2, attitude: 3, efficiency: 1, competence: 4 }
  const rating = { ticketId: body.id, marks, reasons: ['waited-too-long'] }
  expect((await command(demo, demo.token('pad-1'), '/ratings', rating)).status).toBe(201)
  return String(body.id)
}

beforeAll(async () => {
  ;({ demo, time } = await startDemoAt(friday))
  ticketId = await badRating()
  time.set(monday)
  browser = await startBrowser()
  desk = (await openPage(browser, `${demo.access.hub}/console`, sizes.counter)).page
  const { password } = demo.staff('he.jing')
  await control(desk, 'login-username').fill('he.jing')
  await control(desk, 'login-password').fill(password)
  await press(desk, 'login-submit')
  bureau = (await openPage(browser, `${demo.access.city}/`, sizes.counter)).page
  const secrets = readFileSync(join(demo.data, 'demo', 'secrets.json'), 'utf8')
  await appears(bureau, 'site-row')
  await bureau.locator('input[type=password]').fill(JSON.parse(secrets).cityBureau)
})
afterAll(async () => {
  await browser?.close()
  await demo?.stop()
})

test('a bad rating is late in the console, words with a telephone are refused, the answer stands at the city', async () => {
  await press(desk, 'nav-ratings')
  await shows(desk, 'task-A001', /答复超时/)
  await shows(desk, 'task-A001', /等候太久/)
  await press(desk, `answer-${ticketId} 0`)
  await press(desk, 'outcome-explained')
  await control(desk, 'task-words').fill('已致电 138 1234 5678')
  await press(desk, 'task-send')
  await expect.poll(() => desk.locator('body').textContent(), patience).toContain('证件号码或手机号码')
  await control(desk, 'task-words').fill('当日来访较多，已说明等候原因')
  await press(desk, 'task-send')
  await shows(desk, 'task-A001', /已答复/)
  await expect.poll(() => bureau.locator('body').textContent(), patience).toContain('已说明等候原因')
})

test('the report of the month before is signed, returned with a reason, and signed again', async () => {
  await press(desk, 'nav-reports')
  await shows(desk, 'month-report', /待签发/)
  await press(desk, 'sign-report')
  await press(desk, 'confirm')
  await shows(desk, 'month-report', /等待市级回执/)
  await control(bureau, 'reason-2026-10').fill('请核对过号人数', patience)
  await press(bureau, 'return-2026-10')
  await expect
    .poll(() => control(desk, 'month-report').textContent(), patience)
    .toContain('退回原因：请核对过号人数')
  await press(desk, 'sign-report')
  await press(desk, 'confirm')
  await shows(desk, 'month-report', /第 2 版/)
  await expect.poll(() => control(bureau, 'reports').textContent(), patience).toContain('第 2 版')
})
