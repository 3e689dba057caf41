import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { leasedFree } from '#domain'
import { fictionalIdNumber } from '#testing'
import { type AwayHall, awayHall, type Machine } from './support/away_hall.ts'

let hall: AwayHall | null = null
afterEach(async () => {
  await hall?.close()
  hall = null
})

const minute = 60_000

const open = async (furnished: Parameters<typeof awayHall>[0] = {}) => {
  hall = await awayHall(furnished)
  return hall
}
const issue = (visitor: object = { anonymous: true }) =>
  ({ name: 'issue', body: { serviceId: 'LC', ...visitor } }) as const

async function kioskReady(at: AwayHall, deviceId = 'kiosk-1'): Promise<Machine> {
  const kiosk = await at.machine('kiosk', deviceId, null)
  const isLeased = () => kiosk.page.centre.leases.some((lease) => lease.deviceId === deviceId)
  await at.pass('numbers leased', () => kiosk.page.live && isLeased())
  return kiosk
}
const numbersAt = async (at: AwayHall) =>
  (await (await at.staff('zhou')).granted('findTickets', { query: {} })).tickets.map((each) => each.number)

/** The first counter as its member of staff works it at the hub. */
async function counterOne(at: AwayHall) {
  const zhao = await at.staff('zhao')
  return (type: 'open' | 'call-next' | 'arrive' | 'finish') =>
    zhao.granted('counterCommand', {
      params: { counterId: '1' },
      body: { type, commandId: randomUUID() },
    })
}
const isHome = (machine: Machine) => () =>
  machine.page.live && machine.link()?.connected === true && machine.link()?.pending === 0

test('the hub is killed: the kiosk goes on, and what it gave is in the queue when the hub is back', async () => {
  const at = await open()
  const kiosk = await kioskReady(at)
  const first = await at.press(kiosk, issue())
  expect(first.answer).toMatchObject({ ok: true, value: { number: 'A001' } })
  await at.killHub()
  const idNumber = fictionalIdNumber(1)
  const away = await at.press(kiosk, issue({ visitor: { idNumber, name: '张示三' } }))
  expect(away.waitedMs).toBeLessThanOrEqual(3_000)
  expect(away.answer).toMatchObject({ ok: true, value: { number: 'A996', offline: { isEstimated: true } } })
  const twice = await at.press(kiosk, issue({ visitor: { idNumber } }))
  expect(twice.answer).toMatchObject({ error: { code: 'already-has-ticket', number: 'A996' } })
  const next = await at.press(kiosk, issue())
  expect(next.answer).toMatchObject({ ok: true, value: { number: 'A997' } })
  expect(next.waitedMs).toBeLessThanOrEqual(100)
  await at.pass('both printed', () => kiosk.printer.tickets().length === 3)
  await at.pass('known to the page', () => kiosk.link()?.pending === 4)
  // The disk is read where it counts: the number is there, the person is not.
  expect(kiosk.disk()).toContain('A996')
  expect(kiosk.disk()).not.toContain(idNumber)
  expect(kiosk.disk()).not.toContain(Buffer.from('张示三').toString('latin1'))
  await at.startHub()
  const tookMs = await at.pass('merged', isHome(kiosk))
  expect(tookMs).toBeLessThanOrEqual(5_000)
  expect((await numbersAt(at)).sort()).toEqual(['A001', 'A996', 'A997'])
  const ref = kiosk.page.centre.live.get(away.answer.ok ? away.answer.value.id : '')?.personRef
  expect(ref).toEqual(expect.any(String))
  const again = await at.press(kiosk, issue({ visitor: { idNumber } }))
  expect(again.answer).toMatchObject({ error: { code: 'already-has-ticket', number: 'A996' } })
  const atOne = await counterOne(at)
  await atOne('open')
  for (const number of ['A001', 'A996', 'A997']) {
    expect(await atOne('call-next')).toMatchObject({ ticket: { number } })
    await atOne('arrive')
    await atOne('finish')
  }
})

test('a cable half open is noticed within 15 s, and nobody waits longer than 3 s before that', async () => {
  const at = await open()
  const kiosk = await kioskReady(at)
  kiosk.cable.set({ silent: true })
  const away = await at.press(kiosk, issue())
  expect(away.waitedMs).toBeLessThanOrEqual(3_000)
  expect(away.answer).toMatchObject({ ok: true, value: { number: 'A996' } })
  const noticedMs = await at.pass('the loss', () => kiosk.link()?.connected === false, 100)
  expect(away.waitedMs + noticedMs).toBeLessThanOrEqual(15_000)
  kiosk.cable.set({ silent: false })
  expect(await at.pass('merged', isHome(kiosk))).toBeLessThanOrEqual(5_000)
  expect(await numbersAt(at)).toEqual(['A996'])
})

test('a press whose answer was lost gives one number, the one on paper', async () => {
  const at = await open()
  const kiosk = await kioskReady(at)
  // The press arrives at the hub; its answer is still on the way when the cable is pulled.
  kiosk.cable.set({ delayMs: () => 1_500 })
  const away = await at.press(kiosk, issue())
  expect(away.answer).toMatchObject({ ok: true, value: { number: 'A996' } })
  kiosk.cable.cut()
  kiosk.cable.set({ delayMs: () => 0 })
  kiosk.cable.mend()
  await at.pass('merged', isHome(kiosk))
  const { tickets } = await (await at.staff('zhou')).granted('findTickets', { query: {} })
  const live = tickets.filter(({ state }) => state !== 'VOID')
  expect(live.map(({ number }) => number)).toEqual(['A996'])
})

test.each([
  ['in pieces of one byte', { dribble: true }],
  ['as slowly as with a fifth of all packets lost', { delayMs: slowly() }],
  ['with pieces sent twice', { doubleEvery: 40 }],
] as const)(
  'over a cable that passes bytes %s each press gives one number and none is lost',
  async (_, weather) => {
    const at = await open()
    const kiosk = await kioskReady(at)
    kiosk.cable.set(weather)
    const given: string[] = []
    for (let press = 0; press < 5; press += 1) {
      const { answer, waitedMs } = await at.press(kiosk, issue())
      expect(waitedMs).toBeLessThanOrEqual(3_000)
      if (answer.ok) given.push(answer.value.number)
    }
    kiosk.cable.set({ dribble: false, delayMs: () => 0, doubleEvery: 0 })
    await at.pass('merged', isHome(kiosk))
    expect(new Set(given).size).toBe(given.length)
    await at.pass('printed', () => kiosk.printer.tickets().length === given.length)
    const { tickets } = await (await at.staff('zhou')).granted('findTickets', { query: {} })
    const live = tickets.filter(({ state }) => state !== 'VOID').map(({ number }) => number)
    expect(live.sort()).toEqual(given.sort())
  },
)

/** Delays of a link that loses every fifth packet and sends it again after 200 to 830 ms; the same every time. */
function slowly(): () => number {
  let seed = 7
  return () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed % 5 === 0 ? 200 + (seed % 630) : 2
  }
}

test('a kiosk that is restarted while the hub is away gives no number twice, and loses none', async () => {
  const at = await open()
  const kiosk = await kioskReady(at)
  await at.killHub()
  await at.pass('the loss', () => kiosk.link()?.connected === false)
  await at.press(kiosk, issue())
  await kiosk.restart()
  await at.pass('the page', () => kiosk.page.live)
  const next = await at.press(kiosk, issue())
  expect(next.answer).toMatchObject({ ok: true, value: { number: 'A997', ahead: 1 } })
  await at.startHub()
  await at.pass('merged', isHome(kiosk))
  expect((await numbersAt(at)).sort()).toEqual(['A996', 'A997'])
})

test('two kiosks and the hub give different numbers; without the lease the hub would give one twice', async () => {
  const at = await open()
  const kiosks = [await kioskReady(at), await kioskReady(at, 'kiosk-2')]
  for (const kiosk of kiosks) kiosk.cable.cut()
  const given: string[] = []
  for (const kiosk of kiosks) {
    await at.pass('the loss', () => kiosk.link()?.connected === false)
    for (let press = 0; press < 2; press += 1) {
      const { answer } = await at.press(kiosk, issue())
      given.push(answer.ok ? answer.value.number : answer.error.code)
    }
  }
  const online = await at.device('guide-1').granted('issueTicket', {
    body: { serviceId: 'LC', anonymous: true, commandId: randomUUID() },
  })
  given.push(online.number)
  expect(given).toEqual(['A996', 'A997', 'A992', 'A993', 'A001'])
  // The guard: what one kiosk may give is not in what the other may give, nor next at the hub.
  const centre = kiosks[0]?.page.centre
  const free = (id: string) => (centre === undefined ? [] : leasedFree(centre, id, 'A'))
  expect(free('kiosk-1').filter((sequence) => free('kiosk-2').includes(sequence))).toEqual([])
  for (const kiosk of kiosks) kiosk.cable.mend()
  for (const kiosk of kiosks) await at.pass('merged', isHome(kiosk))
  expect((await numbersAt(at)).sort()).toEqual([...given].sort())
})

test('a counter cut off ends its leg, calls on, and its steps come home with their times', async () => {
  const at = await open()
  const kiosk = await kioskReady(at)
  const counter = await at.machine('counter', 'counter-1', '1')
  await at.pass('the counter', () => counter.page.live)
  await at.press(kiosk, issue())
  await at.press(kiosk, issue())
  const session = (await at.staff('zhao')).token
  const act = (body: object, as: string | null = session) =>
    at.press(counter, { name: 'counter', counterId: '1', body } as never, as)
  await act({ type: 'open' })
  const printed = () => [...counter.page.centre.live.values()].every(({ state }) => state !== 'ISSUING')
  await at.pass('printed', printed)
  expect((await act({ type: 'call-next' })).answer).toMatchObject({ value: { ticket: { number: 'A001' } } })
  const code = async (body: object) => {
    const { answer } = await act(body)
    return answer.ok ? 'granted' : answer.error.code
  }
  await at.killHub()
  await at.pass('the loss', () => counter.link()?.connected === false)
  await at.press(kiosk, issue())
  // What the hub has done may have gone on there: only the hub can take it back.
  const tooFar = await act({ type: 'undo' })
  expect(tooFar.answer).toMatchObject({
    error: { code: 'needs-hub', detail: expect.stringContaining('没有生效') },
  })
  expect(tooFar.waitedMs).toBeLessThanOrEqual(100)
  expect((await act({ type: 'arrive' })).answer).toMatchObject({ value: { state: 'serving' } })
  expect((await act({ type: 'finish' }, 'a session nobody knows')).answer).toMatchObject({ ok: false })
  expect((await act({ type: 'call-next', finishCurrent: 'done' })).answer).toMatchObject({
    value: { state: 'called', ticket: { number: 'A002' } },
  })
  await act({ type: 'arrive' })
  await act({ type: 'finish' })
  // Typed from the paper of a kiosk that is cut off too.
  expect((await act({ type: 'call-number', number: 'a996' })).answer).toMatchObject({
    value: { state: 'called', ticket: { number: 'A996' } },
  })
  await act({ type: 'arrive' })
  expect(counter.link()?.pending).toBe(7)
  // The slip was made here, so here it can be taken back.
  expect((await act({ type: 'undo' })).answer).toMatchObject({ value: { state: 'called' } })
  expect(await code({ type: 'undo' })).toBe('nothing-to-undo')
  await act({ type: 'arrive' })
  const held = counter.page.centre.counterLive.get('1')?.currentTicketId ?? ''
  expect(await code({ type: 'hold', scope: 'me', reason: '取材料' })).toBe('granted')
  expect(await code({ type: 'transfer', serviceId: 'LA', ticketId: held })).toBe('needs-hub')
  expect(await code({ type: 'resume', ticketId: held })).toBe('granted')
  expect((await act({ type: 'call-next' })).answer).toMatchObject({ value: { ticket: { number: 'A996' } } })
  await act({ type: 'arrive' })
  expect(await code({ type: 'transfer', serviceId: 'LA', note: '请看材料' })).toBe('note-needs-hub')
  expect(await code({ type: 'transfer', serviceId: 'LA' })).toBe('granted')
  expect((await act({ type: 'pause', reason: 'break' })).answer).toMatchObject({ value: { state: 'paused' } })
  expect(await code({ type: 'call-next' })).toBe('counter-paused')
  expect(await code({ type: 'unpause' })).toBe('granted')
  expect((await act({ type: 'close' })).answer).toMatchObject({ value: { state: 'closed' } })
  expect((await act({ type: 'open' })).answer).toMatchObject({ value: { state: 'open', staffId: 'staff-1' } })
  expect((await act({ type: 'open' }, 'a session nobody knows')).answer).toMatchObject({
    error: { code: 'login-needs-hub' },
  })
  await at.startHub()
  await at.pass('merged', () => isHome(kiosk)() && isHome(counter)())
  const { tickets } = await (await at.staff('zhou')).granted('findTickets', { query: {} })
  const stands = Object.fromEntries(tickets.map(({ number, state }) => [number, state]))
  expect(stands).toEqual({ A001: 'DONE', A002: 'DONE', A996: 'WAITING' })
  const sentOn = [...counter.page.centre.live.values()].find(({ number }) => number === 'A996')
  expect(sentOn?.leg.serviceId).toBe('LA')
  expect(counter.page.centre.counterLive.get('1')).toMatchObject({ staffId: 'staff-1', paused: null })
  expect(counter.page.centre.conflicts.size).toBe(0)
})

test('without the hub a kiosk checks a booking in and prints a number again; used twice, a person is told', async () => {
  const at = await open({ bookable: true })
  const kiosk = await kioskReady(at)
  const guide = await at.staff('li')
  const slotAt = new Date(Math.ceil((at.clock.now() + minute) / (15 * minute)) * 15 * minute).toISOString()
  const booked = async (n: number) =>
    guide.granted('book', {
      body: {
        ...{ serviceId: 'LC', slotAt, commandId: randomUUID() },
        visitor: { name: '张示三', idNumber: fictionalIdNumber(n) },
      },
    })
  const [one, two] = [await booked(1), await booked(2)]
  await at.pass('known at the kiosk', () => kiosk.page.centre.bookings.size === 2)
  kiosk.cable.cut()
  await at.pass('the loss', () => kiosk.link()?.connected === false)
  const checkIn = (bookingId: string) => at.press(kiosk, { name: 'check-in', bookingId, body: {} })
  const first = await checkIn(one.id)
  expect(first.answer).toMatchObject({ ok: true, value: { number: 'A996' } })
  expect((await checkIn(one.id)).answer).toMatchObject({ error: { code: 'booking-state' } })
  expect((await checkIn('booking-nobody-made')).answer).toMatchObject({ error: { code: 'booking-unknown' } })
  await at.pass('on paper', () => kiosk.printer.tickets().length === 1)
  const ticketId = first.answer.ok ? first.answer.value.id : ''
  await at.pass('confirmed', () => kiosk.page.centre.live.get(ticketId)?.printed === 'ok')
  kiosk.page.tell({ type: 'print', ticketId, locale: 'zh', reprint: true })
  await at.pass('printed again', () => kiosk.printer.tickets().length === 2)
  expect((await checkIn(two.id)).answer).toMatchObject({ ok: true, value: { number: 'A997' } })
  // The same booking at the guide desk, which still has the hub.
  await guide.granted('checkIn', { params: { id: two.id }, body: { commandId: randomUUID() } })
  kiosk.cable.mend()
  await at.pass('merged', isHome(kiosk))
  const { centre } = kiosk.page
  expect(centre.live.get(ticketId)).toMatchObject({ bookingId: one.id, reprints: 1, offline: true })
  expect([...centre.conflicts.values()]).toMatchObject([{ kind: 'booking-used', number: 'A997' }])
  expect([...centre.live.values()].map(({ number }) => number).sort()).toEqual(['A001', 'A996', 'A997'])
})

test('one number called at two counters that are cut off is in the list of a person', async () => {
  const at = await open()
  const kiosk = await kioskReady(at)
  await at.press(kiosk, issue())
  const counters: { counter: Machine; act(body: object): ReturnType<AwayHall['press']> }[] = []
  for (const [id, name] of [
    ['1', 'zhao'],
    ['2', 'qian'],
  ] as const) {
    const counter = await at.machine('counter', `counter-${id}`, id)
    await at.pass('the counter', () => counter.page.live)
    const as = (await at.staff(name)).token
    const act = (body: object) => at.press(counter, { name: 'counter', counterId: id, body } as never, as)
    await act({ type: 'open' })
    counters.push({ counter, act })
  }
  const waits = ({ page }: Machine) => page.centre.live.values().next().value?.state === 'WAITING'
  await at.pass('printed', () => counters.every(({ counter }) => waits(counter)))
  await at.killHub()
  for (const { counter, act } of counters) {
    await at.pass('the loss', () => counter.link()?.connected === false)
    expect((await act({ type: 'call-next' })).answer).toMatchObject({ value: { ticket: { number: 'A001' } } })
    await act({ type: 'arrive' })
  }
  await at.startHub()
  await at.pass('merged', () => counters.every(({ counter }) => isHome(counter)()))
  const conflicts = [...kiosk.page.centre.conflicts.values()]
  expect(conflicts).toMatchObject([
    { kind: 'called-twice', number: 'A001', steps: [{ did: 'call-number' }, { did: 'arrive' }] },
  ])
})

test('when the lease is used up the visitor is told so at once, and goes on once the hub is back', async () => {
  const at = await open()
  const kiosk = await kioskReady(at)
  await at.killHub()
  await at.pass('the loss', () => kiosk.link()?.connected === false)
  for (const number of ['A996', 'A997', 'A998', 'A999'])
    expect((await at.press(kiosk, issue())).answer).toMatchObject({ ok: true, value: { number } })
  const used = await at.press(kiosk, issue())
  expect(used.answer).toMatchObject({
    error: { code: 'leased-numbers-used', detail: expect.stringContaining('导服台') },
  })
  expect(used.waitedMs).toBeLessThanOrEqual(100)
  await at.startHub()
  await at.pass('merged', isHome(kiosk))
  expect((await at.press(kiosk, issue())).answer).toMatchObject({ ok: true, value: { number: 'A001' } })
})

test('a kiosk whose file is gone gives none of the numbers it may have given, and a person is told', async () => {
  const at = await open()
  const kiosk = await kioskReady(at)
  const given: string[] = []
  const away = async () => {
    await at.killHub()
    await at.pass('the loss', () => kiosk.link()?.connected === false)
    for (let n = 0; n < 2; n += 1) {
      const { answer } = await at.press(kiosk, issue())
      given.push(answer.ok ? answer.value.number : answer.error.code)
    }
  }
  await away()
  await kiosk.restart((folder) => rmSync(folder, { recursive: true }))
  await at.startHub()
  const isNoted = () => [...kiosk.page.centre.conflicts.values()].some(({ kind }) => kind === 'record-lost')
  await at.pass('noted', () => isHome(kiosk)() && isNoted())
  await away()
  expect(given).toEqual(['A996', 'A997', 'A992', 'A993'])
})

test.each([
  ['a day ahead', 24 * 60 * minute],
  ['a year back', -365 * 24 * 60 * minute],
])(
  'a kiosk whose clock is set %s while the hub is away goes on, and its numbers have their true times',
  async (_, jump) => {
    const at = await open()
    const kiosk = await kioskReady(at)
    await at.killHub()
    await at.pass('the loss', () => kiosk.link()?.connected === false)
    const before = await at.press(kiosk, issue())
    const wall = at.clock.now()
    at.clock.jumpTo(wall + jump)
    const after = await at.press(kiosk, issue())
    expect(after.answer).toMatchObject({ ok: true, value: { number: 'A997', ahead: 1 } })
    const givenAt = ({ answer }: typeof after) => (answer.ok ? Date.parse(answer.value.issuedAt) : Number.NaN)
    expect(givenAt(after) - givenAt(before)).toBeGreaterThanOrEqual(0)
    expect(givenAt(after) - givenAt(before)).toBeLessThanOrEqual(minute)
    await at.startHub()
    await at.pass('merged', isHome(kiosk))
    expect((await numbersAt(at)).sort()).toEqual(['A996', 'A997'])
    expect(kiosk.page.centre.conflicts.size).toBe(0)
  },
)
