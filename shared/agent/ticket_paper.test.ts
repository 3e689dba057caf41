import { describe, expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { evolve } from '#domain'
import type { TicketReply } from '#protocol'
import { smallHub } from './small_hub.fixture.ts'
import { ticketPaper } from './ticket_paper.ts'

const noon = Date.parse('2026-11-23T10:05:00+08:00')
const { centre } = smallHub(simulatedClock(noon))
const ticket: TicketReply = {
  id: '01ABC',
  number: 'A012',
  serviceId: 'advice',
  state: 'ISSUING',
  ahead: 3,
  estimate: { p50Minutes: 15, p80Minutes: 25 },
  issuedAt: new Date(noon).toISOString(),
  counterId: null,
  reprints: 0,
  priority: 'normal',
}
const order = {
  ticket,
  locale: 'zh',
  idTail: null,
  reprint: false,
  urlBase: 'https://hall.example/',
} as const

describe('the ticket on paper', () => {
  test('says in Chinese what the visitor needs', () => {
    expect(ticketPaper(centre, { ...order, idTail: '002X' })).toEqual({
      centreName: '云溪区公共法律服务中心',
      area: null,
      serviceName: '法律咨询',
      number: 'A012',
      aheadLine: '前面 3 人',
      estimateLine: '约 15–25 分钟',
      countersLine: '办理地点：1号窗口',
      takenAtLine: '取号 2026-11-23 10:05',
      marks: [],
      idTail: '尾号 002X',
      qr: 'https://hall.example/t/01ABC',
      notes: ['请准备：1. 身份证原件', '2. 有关材料', '3. 证据'],
      phoneLine: '咨询电话 021-00000000  热线 12348',
      footer: '本号当日有效，请妥善保管',
      traits: [],
    })
  })

  test('and in English', () => {
    const paper = ticketPaper(centre, { ...order, locale: 'en', idTail: '002X' })
    expect(paper.centreName).toBe('Yunxi Public Legal Service Centre')
    expect(paper.serviceName).toBe('Legal advice')
    expect(paper.estimateLine).toBe('About 15–25 min')
    expect(paper.takenAtLine).toBe('Taken 2026-11-23 10:05')
    expect(paper.idTail).toBe('ID *002X')
  })

  test('is marked with the time of a booking checked in in time', () => {
    const booked = { ...ticket, bookedFor: new Date(noon + 25 * 60_000).toISOString() }
    expect(ticketPaper(centre, { ...order, ticket: booked }).marks).toEqual(['预约 10:30'])
    const again = ticketPaper(centre, { ...order, ticket: booked, locale: 'en', reprint: true })
    expect(again.marks).toEqual(['Booked 10:30', 'Reprint'])
  })

  test('says of a number given without the hub until when the wait was known, or that it is not', () => {
    const asOf = '2026-11-23T01:58:00.000Z'
    const given = (isEstimated: boolean) => ({
      ...order,
      ticket: { ...ticket, offline: { asOf, isEstimated } },
    })
    expect(ticketPaper(centre, given(true))).toMatchObject({
      marks: ['离线取号'],
      aheadLine: '前面 3 人（截至 09:58）',
      estimateLine: '约 15–25 分钟（截至 09:58）',
    })
    expect(ticketPaper(centre, given(false)).estimateLine).toBe('等候时间暂无法估计')
  })

  test('marks priority and reprint', () => {
    const elderly = { ...ticket, priority: 'elderly' }
    expect(ticketPaper(centre, { ...order, ticket: elderly, reprint: true }).marks).toEqual(['优先', '补打'])
    expect(ticketPaper(centre, { ...order, ticket: { ...ticket, priority: 'returned' } }).marks).toEqual([])
  })

  test.each([
    [0, 0, '5 分钟以内'],
    [0, 6, '10 分钟以内'],
    [8, 12, '约 5–15 分钟'],
    [36, 49, '约 35–50 分钟'],
    [10, 10, '约 10 分钟'],
    [130, 170, '约 2–3 小时'],
  ])('estimate %i to %i is 「%s」', (p50Minutes, p80Minutes, said) => {
    const paper = ticketPaper(centre, {
      ...order,
      ticket: { ...ticket, estimate: { p50Minutes, p80Minutes } },
    })
    expect(paper.estimateLine).toBe(said)
  })

  test('names only the open counters once one is open', () => {
    const hub = smallHub(simulatedClock(noon))
    const counter = hub.centre.counters.get('c1')
    const data = { counter: { ...counter, id: 'c2', name: { zh: '2号窗口', en: 'Counter 2' } } }
    const recorded = { revision: 99, at: new Date(noon).toISOString(), prevHash: '', hash: '' }
    evolve(hub.centre, { ...recorded, type: 'CounterSaved', data } as Parameters<typeof evolve>[1])
    expect(ticketPaper(hub.centre, order).countersLine).toBe('办理地点：1号窗口、2号窗口')
    hub.act({ type: 'open', counterId: 'c1', staffId: null })
    expect(ticketPaper(hub.centre, order).countersLine).toBe('办理地点：1号窗口')
  })
})
