import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPage, sizes, startBrowser } from './support/browser.ts'
import { type Demo, startDemo } from './support/demo.ts'
import { ask, command, until } from './support/hub_api.ts'
import { chooseService, control, handedOver, numberShown, press, showCard, shows } from './support/steps.ts'

let demo: Demo
let browser: Browser
let kiosk: Page
let dock: Page

beforeAll(async () => {
  demo = await startDemo()
  browser = await startBrowser()
  kiosk = (await openPage(browser, `${demo.access.hub}/kiosk`, sizes.kiosk)).page
  dock = (await openPage(browser, `${demo.access.hub}/dock`, sizes.counter)).page
  await control(kiosk, 'kiosk-home').waitFor()
})
afterAll(async () => {
  await browser?.close()
  await demo?.stop()
})

const hubProcess = () => Number(readFileSync(join(demo.data, 'logs', 'hub.pid'), 'utf8'))

async function takeAnonymously(): Promise<string> {
  await chooseService(kiosk, 'consultation', 'LC')
  await press(kiosk, 'way-anonymous')
  await press(kiosk, 'confirm')
  return numberShown(kiosk)
}

test('the hub hangs and dies; the kiosk gives a number that is in the queue, in its place, when it is back', async () => {
  const { username, password } = demo.staff('chen.minhua')
  const logIn = async () =>
    (await ask(demo, null, 'POST', '/sessions', { username, password })).body.token as string
  const before = await takeAnonymously()
  await handedOver(kiosk, 'confirmed')
  await press(kiosk, 'back-home')

  // Stopped, it holds its sockets and says nothing; the supervisor takes it for running.
  const pid = hubProcess()
  process.kill(pid, 'SIGSTOP')
  const away = await takeAnonymously()
  expect(away).toMatch(/^A9\d\d$/)
  await shows(dock, 'paper-0', new RegExp(away))
  await shows(dock, 'paper-0', /离线取号/)
  await control(kiosk, 'kiosk-offline').waitFor({ timeout: 20_000 })

  // Who has booked and lays a card down learns that only the code helps now.
  await press(kiosk, 'back-home')
  await showCard({ kiosk, dock }, 'zhang', 'bookings-unknown')
  await shows(kiosk, 'bookings-unknown', /查不到按身份证的预约.*预约码.*导服台/)
  await control(kiosk, 'ask-booking').waitFor()
  await press(dock, 'lift-card')
  process.kill(pid, 'SIGKILL')

  await until(
    async () => {
      const token = await logIn().catch(() => '')
      const found = await ask(demo, token, 'GET', `/tickets?number=${away}`).catch(() => null)
      return (found?.body.tickets ?? []) as { state: string }[]
    },
    (tickets) => tickets.length === 1 && tickets[0]?.state === 'WAITING',
    'the number given offline waits',
  )
  await control(kiosk, 'kiosk-offline').waitFor({ state: 'detached', timeout: 20_000 })
  const token = await logIn()
  const atOne = async (body: object) => (await command(demo, token, '/counters/1/commands', body)).body
  await atOne({ type: 'open' })
  for (const number of [before, away]) {
    expect(await atOne({ type: 'call-next' })).toMatchObject({ ticket: { number } })
    await atOne({ type: 'arrive' })
    await atOne({ type: 'finish' })
  }
  expect(await atOne({ type: 'call-next' })).toMatchObject({ code: 'queue-empty' })
})
