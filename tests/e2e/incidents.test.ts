import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CityTicket } from '#protocol'
import { type Demo, startDemo } from './support/demo.ts'
import { type Hall, openHallInChromium, openHallInElectron } from './support/hall.ts'
import { ask, city, command, until } from './support/hub_api.ts'
import { personalDataIn } from './support/privacy.ts'
import {
  appears,
  chooseService,
  control,
  handedOver,
  nextVisitor,
  numberShown,
  openCounter,
  press,
  showCard,
  shows,
  takeWithCard,
} from './support/steps.ts'

describe.each([
  ['browser windows', openHallInChromium],
  ['real Electron windows', openHallInElectron],
])('a day with incidents, in %s', (_name, openHall) => {
  let demo: Demo
  let hall: Hall

  beforeAll(async () => {
    demo = await startDemo()
    hall = await openHall(demo)
    await openCounter(hall, demo, 'chen.minhua', '1')
  })
  beforeEach(() => nextVisitor(hall))
  afterAll(async () => {
    await hall?.close()
    await demo?.stop()
  })

  const ticketsAtCity = () => city<CityTicket>(demo, '/sites/site-310117/tickets', 'tickets')
  const stateOf = async (number: string) =>
    (await ticketsAtCity()).find((each) => each.number === number)?.state
  const setSwitch = (name: string) => press(hall.dock, `printer-switch-${name}`)

  async function takeAnonymously(service = 'LC', group = 'consultation'): Promise<void> {
    await chooseService(hall.kiosk, group, service)
    await press(hall.kiosk, 'way-anonymous')
    await press(hall.kiosk, 'confirm')
  }

  describe('at the kiosk', () => {
    test('nobody has to say who they are', async () => {
      await takeAnonymously()
      const number = await numberShown(hall.kiosk)
      await shows(hall.dock, 'paper-0', new RegExp(number))
      await until(
        () => stateOf(number),
        (state) => state === 'WAITING',
        'the anonymous ticket waits',
      )
    })

    test('a second tap makes no second number', async () => {
      const before = (await ticketsAtCity()).length
      await chooseService(hall.kiosk, 'consultation', 'LC')
      await press(hall.kiosk, 'way-anonymous')
      await control(hall.kiosk, 'confirm').dblclick({ noWaitAfter: true })
      await numberShown(hall.kiosk)
      await until(ticketsAtCity, (tickets) => tickets.length === before + 1, 'one more ticket at the city')
      expect((await ticketsAtCity()).length).toBe(before + 1)
    })

    test('a typed number with a wrong check digit is not taken, the right one is', async () => {
      await chooseService(hall.kiosk, 'mediation', 'MD')
      await press(hall.kiosk, 'way-type')
      for (const key of '110101199003070012') await press(hall.kiosk, `keypad-${key}`)
      expect(await control(hall.kiosk, 'confirm').isVisible()).toBe(false)
      await press(hall.kiosk, 'keypad-delete')
      await press(hall.kiosk, 'keypad-1')
      await press(hall.kiosk, 'type-next')
      await press(hall.kiosk, 'confirm')
      expect(await numberShown(hall.kiosk)).toMatch(/^B\d{3}$/)
      expect(personalDataIn(demo.data, ['110101199003070011'])).toEqual([])
    })

    test('who has a number already gets the same one again, marked 补打', async () => {
      const number = await takeWithCard(hall, 'wang', 'aid', 'LA')
      await handedOver(hall.kiosk, 'confirmed')
      await nextVisitor(hall)
      await chooseService(hall.kiosk, 'aid', 'LA')
      await press(hall.kiosk, 'way-card')
      await showCard(hall, 'wang', 'confirm')
      await press(hall.kiosk, 'confirm')
      await press(hall.kiosk, 'reprint')
      await shows(hall.dock, 'paper-0', /补打/)
      await shows(hall.dock, 'paper-0', new RegExp(number))
      const same = (await ticketsAtCity()).filter((each) => each.number === number)
      expect(same).toHaveLength(1)
    })

    test('an old visitor is offered priority by the card', async () => {
      await chooseService(hall.kiosk, 'consultation', 'LC')
      await press(hall.kiosk, 'way-card')
      await showCard(hall, 'qian', 'priority-yes')
      await press(hall.kiosk, 'priority-yes')
      await press(hall.kiosk, 'confirm')
      await numberShown(hall.kiosk)
      await shows(hall.dock, 'paper-0', /优先/)
    })
  })

  describe('when paper ends', () => {
    test('before a ticket: the number is on the screen and counts once it is noted', async () => {
      await setSwitch('paper-end')
      await takeAnonymously()
      await appears(hall.kiosk, 'got-it')
      const number = await numberShown(hall.kiosk)
      await press(hall.kiosk, 'got-it')
      await until(
        () => stateOf(number),
        (state) => state === 'WAITING',
        'the noted number waits',
      )
      await setSwitch('paper-end')
    })

    test('before a ticket that nobody notes: the number is void', async () => {
      await setSwitch('paper-end')
      await takeAnonymously()
      await appears(hall.kiosk, 'got-it')
      const number = await numberShown(hall.kiosk)
      await press(hall.kiosk, 'give-up')
      await until(
        () => stateOf(number),
        (state) => state === 'VOID',
        'the number left alone is void',
      )
      await setSwitch('paper-end')
    })

    test('in the middle of a ticket: the number is kept for a person to settle, never printed twice', async () => {
      await setSwitch('paper-ends-mid-ticket')
      await takeAnonymously()
      const number = await numberShown(hall.kiosk)
      await handedOver(hall.kiosk, 'unknown')
      const hub = demo.token('guide-1')
      const tickets = await until(
        ticketsAtCity,
        (list) => list.some((each) => each.number === number && each.state === 'ISSUING'),
        'the number is kept',
      )
      const ticket = tickets.find((each) => each.number === number)
      // The roll is empty now: a new one is put in.
      await setSwitch('paper-end')
      const settled = await command(demo, hub, `/tickets/${ticket?.ticketId}/print-result`, {
        printed: 'by-hand',
      })
      expect(settled).toMatchObject({ status: 200, body: { state: 'WAITING', number } })
    })
  })

  describe('when the hub is killed in the middle of the day', () => {
    test('the same day goes on: nothing acknowledged is lost, no number comes twice', async () => {
      const token = demo.token('kiosk-1')
      const before = await ask(demo, token, 'GET', '/events?after=0&limit=1000')
      process.kill(Number(readFileSync(join(demo.data, 'logs', 'hub.pid'), 'utf8')), 'SIGKILL')
      await until(
        () => ask(demo, token, 'GET', '/events?after=0&limit=1000').catch(() => null),
        (answer) => answer?.status === 200,
        'the hub is back',
      )
      const after = await ask(demo, token, 'GET', '/events?after=0&limit=1000')
      const [was, is] = [before, after].map(({ body }) => body.events as { hash: string }[])
      expect(is?.slice(0, was?.length).map((each) => each.hash)).toEqual(was?.map((each) => each.hash))
      await takeAnonymously()
      const number = await numberShown(hall.kiosk)
      await shows(hall.dock, 'paper-0', new RegExp(number))
      await press(hall.counter, 'key-f1')
      await appears(hall.counter, 'current-number')
      const numbers = (await ticketsAtCity()).map((each) => each.number)
      expect(new Set(numbers).size).toBe(numbers.length)
    })
  })
})
