import { describe, expect, test } from 'vitest'
import { type Ask, enrolmentOf, findHub, hubAddress, pairWith } from './hub_calls.ts'

describe('the address of a hub, as typed', () => {
  test.each([
    ['192.168.1.20', 'http://192.168.1.20:7700'],
    [' 192.168.1.20:7710 ', 'http://192.168.1.20:7710'],
    ['192。168。1。20：7710', 'http://192.168.1.20:7710'],
    ['http://hub.local/console', 'http://hub.local:7700'],
    ['http://hub.local:80', 'http://hub.local'],
    ['https://hub.example.cn', 'https://hub.example.cn'],
    ['[fe80::1]:7700', 'http://[fe80::1]:7700'],
    ['HTTP://Hub:7700/', 'http://hub:7700'],
  ])('%s is %s', (typed, address) => {
    expect(hubAddress(typed)).toEqual({ ok: true, value: address })
  })

  test.each([
    '',
    '  ',
    '中心 主机',
    'file:///etc/passwd',
    'ftp://hub',
    'http://u:p@hub',
    'hub:99999',
    'http://',
  ])('“%s” is none', (typed) => expect(hubAddress(typed)).toEqual({ ok: false, error: 'bad-address' }))
})

const problem = (status: number, code: string, more: object = {}) =>
  Response.json({ type: `urn:x:${code}`, title: '', detail: '', status, code, ...more }, { status })

/** A hub of answers by path; what it was asked is kept. */
function hubOf(answers: Readonly<Record<string, () => Response>>) {
  const asked: { path: string; init: RequestInit }[] = []
  const ask: Ask = async (address, init) => {
    const path = new URL(address).pathname
    asked.push({ path, init })
    const answer = answers[path]
    if (answer === undefined) throw new TypeError('fetch failed')
    return answer()
  }
  return { ask, asked }
}

const alive = () => Response.json({ status: 'alive' })

describe('finding a hub', () => {
  const find = (answers: Readonly<Record<string, () => Response>>) => findHub(hubOf(answers).ask, '10.0.0.2')

  test('which says it is alive and turns strangers away in its own words', async () => {
    const found = await find({ '/healthz': alive, '/api/v1/me': () => problem(401, 'unauthenticated') })
    expect(found).toEqual({ ok: true, value: { address: 'http://10.0.0.2:7700' } })
  })

  test('fails where nothing answers', async () => {
    expect(await find({})).toEqual({ ok: false, error: 'no-answer' })
    expect(await find({ '/healthz': alive })).toEqual({ ok: false, error: 'no-answer' })
  })

  test.each([
    ['a web page', () => new Response('<h1>hello</h1>')],
    ['a program with health of its own', () => Response.json({ status: 'ok' })],
  ])('fails at %s', async (_name, health) => {
    expect(await find({ '/healthz': health })).toEqual({ ok: false, error: 'not-a-hub' })
  })

  test('fails at the city system, which is alive, too', async () => {
    const answers = { '/healthz': alive, '/api/v1/me': () => new Response('{}', { status: 404 }) }
    expect(await find(answers)).toEqual({ ok: false, error: 'not-a-hub' })
  })
})

const name = { zh: '1号窗口', en: 'Counter 1' }
const centre = {
  '/api/v1/counters': () =>
    Response.json({
      counters: [
        { id: '1', name, signAddress: 3, enabled: true, kind: 'counter', zone: 'A' },
        { id: '2', name, signAddress: null, enabled: false, kind: 'counter' },
      ],
    }),
  '/api/v1/sites': () =>
    Response.json({ sites: [{ id: 's', officialName: { zh: '某中心', en: 'Centre' } }] }),
}
const device = { deviceId: 'pad-1', role: 'pad', name: '评价屏', counterId: '1' }

describe('a pairing code', () => {
  const pair = (code: string, reply: () => Response) => {
    const hub = hubOf({ '/api/v1/devices/pair': reply, ...centre })
    return { hub, answer: pairWith(hub.ask, 'http://hub:7700', code, ['counter', 'pad']) }
  }

  test('is traded however it is typed, and the hub is told what this machine can be', async () => {
    const { hub, answer } = pair(' abcd-23 45', () =>
      Response.json({ ...device, token: 't' }, { status: 201 }),
    )
    expect(await answer).toEqual({
      ok: true,
      value: {
        token: 't',
        enrolment: {
          ...device,
          centre: { zh: '某中心', en: 'Centre' },
          counters: [{ id: '1', name, signAddress: 3, zone: 'A' }],
        },
      },
    })
    const sent: unknown = JSON.parse(String(hub.asked[0]?.init.body))
    expect(sent).toEqual({ code: 'abcd2345', roles: ['counter', 'pad'] })
  })

  test.each([
    ['pairing-failed', () => problem(401, 'pairing-failed'), { code: 'bad-code' }],
    [
      'pairing-role',
      () => problem(409, 'pairing-role', { role: 'display' }),
      { code: 'other-role', role: 'display' },
    ],
    ['rate-limited', () => problem(429, 'rate-limited', { seconds: 3 }), { code: 'too-often' }],
    ['a proxy', () => new Response('bad gateway', { status: 502 }), { code: 'no-answer' }],
  ])('refused by %s', async (_name, reply, error) => {
    expect(await pair('ABCD2345', reply).answer).toEqual({ ok: false, error })
  })

  test('of the wrong length is not even sent: a guess counts against every open code', async () => {
    const { hub, answer } = pair('ABCD234', alive)
    expect(await answer).toEqual({ ok: false, error: { code: 'bad-code' } })
    expect(hub.asked).toEqual([])
  })
})

test('a token the hub no longer knows is nobody’s', async () => {
  const refused = hubOf({ '/api/v1/me': () => problem(401, 'unauthenticated') })
  expect(await enrolmentOf(refused.ask, 'http://hub:7700', 't')).toBeNull()
  const me = { kind: 'device', deviceId: 'pad-1', role: 'pad', counterId: '1' }
  const known = hubOf({ '/api/v1/me': () => Response.json(me), ...centre })
  expect(await enrolmentOf(known.ask, 'http://hub:7700', 't')).toMatchObject({ role: 'pad', counterId: '1' })
})
