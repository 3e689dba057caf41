import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPage, sizes, startBrowser } from './support/browser.ts'
import { type Demo, startDemo } from './support/demo.ts'
import { ask, command, until } from './support/hub_api.ts'
import { appears, control, press, shows } from './support/steps.ts'

let demo: Demo
let browser: Browser
let pad: Page

beforeAll(async () => {
  demo = await startDemo()
  browser = await startBrowser()
  pad = (await openPage(browser, `${demo.access.hub}/pad?counter=1`, sizes.pad)).page
})
afterAll(async () => {
  await browser?.close()
  await demo?.stop()
})

const hubProcess = () => Number(readFileSync(join(demo.data, 'logs', 'hub.pid'), 'utf8'))

async function logIn(name: string): Promise<string> {
  const { username, password } = demo.staff(name)
  return (await ask(demo, null, 'POST', '/sessions', { username, password })).body.token as string
}

/** What a manager reads of it: a counter is shown no marks. */
const given = async () => {
  const token = await logIn('xu.zhiyuan').catch(() => '')
  const log = await ask(demo, token, 'GET', '/events?after=0&limit=1000').catch(() => null)
  const events = (log?.body.events ?? []) as { type: string; data: { marks?: { overall: number } } }[]
  return events.filter(({ type }) => type === 'RatingRecorded')
}

test('the hub hangs while a visitor rates: the pad says so, keeps the rating, and the hub has it once when it is back', async () => {
  const token = await logIn('zhou.lin')
  const visitor = { serviceId: 'LC', anonymous: true, delivery: 'spoken' }
  expect((await command(demo, token, '/tickets', visitor)).body).toHaveProperty('number')
  for (const type of ['open', 'call-next', 'arrive', 'finish'])
    expect((await command(demo, token, '/counters/1/commands', { type })).status).toBe(200)
  await press(pad, 'face-4')
  const pid = hubProcess()
  process.kill(pid, 'SIGSTOP')
  for (const part of ['attitude', 'efficiency', 'competence']) await press(pad, `dim-${part}-4`)
  await press(pad, 'pad-submit')
  await appears(pad, 'pad-kept')
  await shows(pad, 'pad-kept', /恢复后自动送出/)
  if (process.env.CIVIC_HALL_SHOTS !== undefined)
    await pad.screenshot({ path: join(process.env.CIVIC_HALL_SHOTS, 'pad-kept.png') })
  // The next visitor is not asked what this one has answered.
  await control(pad, 'pad-kept').waitFor({ state: 'detached', timeout: 20_000 })
  expect(await control(pad, 'pad-rating').count()).toBe(0)
  process.kill(pid, 'SIGKILL')
  await until(given, (ratings) => ratings.length > 0, 'the rating is recorded')
  expect((await given()).map(({ data }) => data.marks?.overall)).toEqual([4])
})
