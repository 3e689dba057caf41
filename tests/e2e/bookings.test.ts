import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { cardHolders } from '#simulator'
import type { MovedTime } from '../support/moved_time.ts'
import { openPage, sizes, startBrowser } from './support/browser.ts'
import { type Demo, startDemoAt } from './support/demo.ts'
import { type Hall, openHallInChromium, openHallInElectron } from './support/hall.ts'
import { ask, until } from './support/hub_api.ts'
import { personalDataIn } from './support/privacy.ts'
import { appears, came, control, nextVisitor, numberShown, press, showCard, shows } from './support/steps.ts'

const minute = 60_000
/** A scanner tells the same code once in two seconds. */
const scanPatience = 3_000
/** 10:02 in Shanghai, on a day to come: the programs of the hall go by it. */
const morning = Date.parse(`${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T02:02:00Z`)

const idNumberOf = (person: string) => cardHolders.find(({ id }) => id === person)?.card.idNumber ?? ''

async function login(page: Page, demo: Demo, username: string): Promise<void> {
  const { password } = demo.staff(username)
  await control(page, 'login-username').fill(username)
  await control(page, 'login-password').fill(password)
  await press(page, 'login-submit')
}

/** At a booking desk: books a time for whoever has an ID number; the code it answers with. */
async function book(desk: Page, service: string, time: string, idNumber: string): Promise<string> {
  await press(desk, `book-service-${service}`)
  await press(desk, `book-slot-${time}`)
  await control(desk, 'book-idNumber').fill(idNumber)
  await press(desk, 'book-submit')
  await shows(desk, 'booking-made', /\d{4} \d{4}/)
  const code = /(\d{4}) (\d{4})/.exec((await control(desk, 'booking-made').textContent()) ?? '')
  await press(desk, 'booking-another')
  return `${code?.[1]}${code?.[2]}`
}

const row = (desk: Page, code: string) => desk.locator(`li.booking-row[data-testid="booking-${code}"]`)

/** Moves, finds and cancels a booking at a desk, as its visitor asks on the telephone. */
async function moveFindCancel(desk: Page, code: string): Promise<void> {
  await press(desk, `move-${code}`)
  await press(desk, 'book-slot-14:00')
  await press(desk, 'book-submit')
  await shows(desk, 'booking-made', /14:00.*已改期|已改期.*14:00/)
  await press(desk, 'booking-another')
  const search = control(desk, 'booking-search').locator('input')
  await search.fill(`${code.slice(0, 4)} ${code.slice(4)}`)
  await search.press('Enter')
  await expect.poll(() => row(desk, code).textContent()).toContain('14:00')
  await press(desk, `cancel-${code}`)
  await desk.locator('.ant-popconfirm .ant-btn-dangerous').click()
  await expect.poll(() => row(desk, code).getAttribute('data-state')).toBe('CANCELLED')
}

describe.each([
  ['browser windows', openHallInChromium],
  ['real Electron windows', openHallInElectron],
])('bookings from the desk to the kiosk, in %s', (_name, openHall) => {
  let demo: Demo
  let time: MovedTime
  let hall: Hall
  let desks: { console: Page; guide: Page; close(): Promise<void> }

  beforeAll(async () => {
    ;({ demo, time } = await startDemoAt(morning))
    hall = await openHall(demo)
    const browser = await startBrowser()
    const open = async (path: string) =>
      (await openPage(browser, `${demo.access.hub}/${path}`, sizes.counter)).page
    desks = { console: await open('console'), guide: await open('guide'), close: () => browser.close() }
    await login(desks.console, demo, 'he.jing')
    await press(desks.console, 'nav-bookings')
    await login(desks.guide, demo, 'zhou.lin')
    await press(desks.guide, 'open-booking-desk')
  })
  beforeEach(async () => {
    time.set(morning)
    await nextVisitor(hall)
  })
  afterAll(async () => {
    await desks?.close()
    await hall?.close()
    await demo?.stop()
  })

  async function bookingOf(code: string): Promise<{ id: string; state: string }> {
    const { body } = await ask(demo, demo.token('guide-1'), 'POST', '/bookings/find', { code })
    const [found] = body.bookings as { id: string; state: string }[]
    if (found === undefined) throw new Error(`no booking ${code}`)
    return found
  }

  /** Holds a booking's code under the scanner of the kiosk, as a person does, until the kiosk goes on. */
  async function scan(code: string, goesOn: string): Promise<void> {
    await control(hall.dock, 'scan-text').fill(`BOOKING:${(await bookingOf(code)).id}`)
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await press(hall.dock, 'scan')
      const next = control(hall.kiosk, goesOn).first()
      if (await came(next.waitFor({ state: 'visible', timeout: scanPatience }))) return
    }
    throw new Error(`the kiosk does not go on after ${code}`)
  }

  test('a manager makes, moves, finds and cancels a booking in the console', async () => {
    const code = await book(desks.console, 'NT', '13:00', idNumberOf('ouyang'))
    await moveFindCancel(desks.console, code)
  })

  test('the guide desk makes, moves, finds and cancels a booking', async () => {
    const code = await book(desks.guide, 'MD', '13:00', idNumberOf('gong'))
    await moveFindCancel(desks.guide, code)
  })

  test('a card at the kiosk is offered its booking first, and one press checks it in', async () => {
    await book(desks.guide, 'LC', '10:30', idNumberOf('zhang'))
    await showCard(hall, 'zhang', 'kiosk-booked')
    await shows(hall.kiosk, 'kiosk-booked', /10:30.*法律咨询.*签到取号/)
    await hall.kiosk.locator('[data-testid^="check-in-"] >> button').click()
    const number = await numberShown(hall.kiosk)
    await expect.poll(() => hall.kiosk.locator('body').textContent()).toContain('预约 10:30')
    await shows(hall.dock, 'paper-0', new RegExp(number))
    await shows(hall.dock, 'paper-0', /预约 10:30/)
    expect(personalDataIn(demo.data)).toEqual([])
  })

  test('whoever checks in a second time is shown the same number again', async () => {
    const code = await book(desks.guide, 'LA', '10:30', idNumberOf('wang'))
    await scan(code, 'ticket-number')
    const number = await numberShown(hall.kiosk)
    await nextVisitor(hall)
    await scan(code, 'kiosk-existing')
    expect(await numberShown(hall.kiosk)).toBe(number)
  })

  test('without card and scanner the code is typed; a wrong one is told and corrected', async () => {
    const code = await book(desks.guide, 'LA', '10:30', idNumberOf('chan'))
    await press(hall.kiosk, 'ask-booking')
    for (const figure of code.slice(0, 7)) await press(hall.kiosk, `keypad-${figure}`)
    await press(hall.kiosk, `keypad-${(Number(code[7]) + 5) % 10}`)
    await press(hall.kiosk, 'booking-next')
    await shows(hall.kiosk, 'kiosk-booking', /没有找到这个预约码/)
    await press(hall.kiosk, 'keypad-delete')
    await press(hall.kiosk, `keypad-${code[7]}`)
    await press(hall.kiosk, 'booking-next')
    const number = await numberShown(hall.kiosk)
    await shows(hall.dock, 'paper-0', new RegExp(number))
    expect(personalDataIn(demo.data)).toEqual([])
  })

  test('too early: the card is told from when on, the code in how many minutes', async () => {
    const code = await book(desks.guide, 'LC', '11:00', idNumberOf('li'))
    await showCard(hall, 'li', 'kiosk-booked')
    await shows(hall.kiosk, 'kiosk-booked', /10:30 起签到/)
    await nextVisitor(hall)
    await scan(code, 'kiosk-refused')
    await shows(hall.kiosk, 'kiosk-refused', /请在 \d+ 分钟后再来签到/)
  })

  test('a little late: still checked in, and told that it is an ordinary number now', async () => {
    await book(desks.guide, 'LC', '10:30', idNumberOf('qian'))
    time.set(morning + 43 * minute)
    await nextVisitor(hall)
    await showCard(hall, 'qian', 'kiosk-booked')
    await expect.poll(() => hall.kiosk.locator('body').textContent()).toContain('您来晚了一点')
    await hall.kiosk.locator('[data-testid^="check-in-"] >> button').click()
    await numberShown(hall.kiosk)
  })

  test('after its window: told so, and led to an ordinary number', async () => {
    const code = await book(desks.guide, 'LC', '11:00', idNumberOf('sun'))
    time.set(morning + 90 * minute)
    await until(
      () => bookingOf(code),
      ({ state }) => state === 'BOOKING_MISSED',
      'nobody came for the booking',
    )
    await nextVisitor(hall)
    await scan(code, 'kiosk-refused')
    await shows(hall.kiosk, 'kiosk-refused', /您可以重新取号/)
    await expect.poll(() => hall.kiosk.locator('body').textContent()).toContain('预约的时间已经过了')
    await press(hall.kiosk, 'take-anew')
    await appears(hall.kiosk, 'kiosk-home')
  })
})
