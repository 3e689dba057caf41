import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CityRating, CityRecord, CityTicket } from '#protocol'
import { type Demo, startDemo } from './support/demo.ts'
import { type Hall, openHallInChromium, openHallInElectron } from './support/hall.ts'
import { city, until } from './support/hub_api.ts'
import { personalDataIn } from './support/privacy.ts'
import {
  appears,
  control,
  handedOver,
  nextVisitor,
  openCounter,
  press,
  shows,
  signShows,
  takeWithCard,
} from './support/steps.ts'

/** A number as it is said: each digit by itself. */
const asSpoken = (number: string) =>
  number.replace(/\d/g, (digit) => '零一二三四五六七八九'[Number(digit)] ?? digit)

const site = '/sites/site-310117'
const ticketTypes = [
  'TicketIssued',
  'TicketPrinted',
  'TicketCalled',
  'TicketArrived',
  'TicketFinished',
  'RatingOpened',
  'RatingBegun',
  'RatingRecorded',
]

describe.each([
  ['browser windows', openHallInChromium],
  ['real Electron windows', openHallInElectron],
])('a visit from the card to the city, in %s', (_name, openHall) => {
  let demo: Demo
  let hall: Hall
  let number = ''

  beforeAll(async () => {
    demo = await startDemo()
    hall = await openHall(demo)
  })
  afterAll(async () => {
    await hall?.close()
    await demo?.stop()
  })

  test('the counter opens and its pad and sign say so', async () => {
    await openCounter(hall, demo, 'chen.minhua', '1')
    await appears(hall.counter, 'key-f1')
    await shows(hall.pad, 'pad-idle', /陈敏华/)
    await signShows(hall.dock, 1, '欢迎光临')
  })

  test('a card on the reader becomes a number on paper', async () => {
    number = await takeWithCard(hall, 'zhang', 'consultation', 'LC')
    expect(number).toMatch(/^A\d{3}$/)
    await shows(hall.dock, 'paper-0', new RegExp(number))
    await handedOver(hall.kiosk, 'confirmed')
    await nextVisitor(hall)
  })

  test('the call is on the board, on the sign and in the air', async () => {
    await press(hall.counter, 'key-f1')
    await shows(hall.counter, 'current-number', new RegExp(number))
    await shows(hall.board, 'board-newest-number', new RegExp(number))
    await shows(hall.board, 'board-newest-counter', /1/)
    await signShows(hall.dock, 1, `请${number}号`)
    await shows(hall.dock, 'audio-log', new RegExp(`请${asSpoken(number)}号到一号窗口办理`))
  })

  test('the visitor is served and rates the service on the pad', async () => {
    await press(hall.counter, 'key-f3')
    await signShows(hall.dock, 1, `${number}办理`)
    await press(hall.counter, 'key-f4')
    await press(hall.counter, 'outcome-advised')
    await appears(hall.pad, 'pad-rating')
    await press(hall.pad, 'face-4')
    for (const dimension of ['attitude', 'efficiency', 'competence'])
      await press(hall.pad, `dim-${dimension}-5`)
    await press(hall.pad, 'pad-submit')
    await appears(hall.pad, 'pad-thanks')
  })

  test('the city holds the same story exactly once and in order', async () => {
    const tickets = await until(
      () => city<CityTicket>(demo, `${site}/tickets`, 'tickets'),
      ([ticket]) => ticket?.overall === 4,
      'the rated ticket at the city',
    )
    expect(tickets).toMatchObject([{ number, state: 'DONE', counterId: '1', overall: 4 }])
    const events = await city<CityRecord>(demo, `${site}/events?limit=1000`, 'events')
    expect(events.map((each) => each.revision)).toEqual(events.map((_each, index) => index + 1))
    const ofTicket = events.filter((each) => each.data?.ticketId === tickets[0]?.ticketId)
    expect(ofTicket.map((each) => each.type)).toEqual(ticketTypes)
    const ratings = await city<CityRating>(demo, `${site}/ratings`, 'ratings')
    expect(ratings).toMatchObject([{ number, overall: 4, attitude: 5, efficiency: 5, competence: 5 }])
    await appears(hall.city, `ticket-row-${number}`)
  })

  test('a reloaded screen shows the same state', async () => {
    await hall.board.reload()
    await shows(hall.board, 'board-newest-number', new RegExp(number))
    await hall.pad.reload()
    await shows(hall.pad, 'pad-idle', /陈敏华/)
  })

  test('nobody can read who it was: not on a screen, not in a file', async () => {
    for (const page of [hall.kiosk, hall.board, hall.pad, hall.city]) {
      const text = await page.locator('body').textContent()
      expect(text).not.toContain('张小满')
      expect(text).not.toMatch(/\d{17}[\dX]/)
    }
    await control(hall.counter, 'current-state').first().waitFor({ state: 'attached' })
    expect(personalDataIn(demo.data)).toEqual([])
  })

  test('no page complained', () => {
    expect(hall.complaints).toEqual([])
  })
})
