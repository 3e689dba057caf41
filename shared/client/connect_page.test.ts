import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { present } from '#basics'
import { emptyCentre, toSnapshot } from '#domain'
import type { ServerMessage } from '#protocol'
import { connectPage, type Page } from './connect_page.ts'
import type { PageName } from './page_access.ts'
import { ScriptedSocket } from './scripted_socket.fixture.ts'

const kept = () => {
  const entries = new Map<string, string>()
  return {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
  }
}
/** What the hub's HTTP surface answers, by method and path. */
let answers: Record<string, { status: number; body: unknown }> = {}
let asked: { readonly line: string; readonly token: string | null }[] = []
const pages: Page[] = []

beforeEach(() => {
  answers = {}
  asked = []
  ScriptedSocket.all = []
  vi.stubGlobal('location', { origin: 'http://hall.example' })
  vi.stubGlobal('localStorage', kept())
  vi.stubGlobal('sessionStorage', kept())
  vi.stubGlobal('WebSocket', ScriptedSocket)
  vi.stubGlobal('fetch', async (url: string, { method, headers }: RequestInit) => {
    const line = `${method} ${new URL(url).pathname}${new URL(url).search}`
    asked.push({ line, token: new Headers(headers).get('authorization') })
    const answer = answers[line]
    if (answer === undefined) throw new TypeError('no network')
    return new Response(JSON.stringify(answer.body), { status: answer.status })
  })
})
afterEach(() => {
  for (const page of pages.splice(0)) page.close()
  vi.unstubAllGlobals()
})

const connect = (page: PageName, counter: string | null = null) => {
  const made = connectPage({ page, counter })
  pages.push(made)
  return made
}
const problemBody = (code: string) => ({ type: 'x', title: code, status: 401, detail: code, code })
const noDemo = { status: 404, body: problemBody('not-found') }
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))
const socket = async () => {
  await vi.waitFor(() => present(ScriptedSocket.all.at(-1), 'socket'))
  return present(ScriptedSocket.all.at(-1), 'socket')
}

const welcome = (head: number): ServerMessage => ({
  type: 'welcome',
  protocol: 1,
  identity: { kind: 'device', deviceId: 'd1', role: 'kiosk', counterId: null },
  capabilities: {
    idCard: true,
    ticketPrinter: true,
    announcer: false,
    codeScanner: 'none',
    pagePrinter: false,
    demo: true,
  },
  serverTime: new Date(Date.now() + 60_000).toISOString(),
  head,
  epoch: 1,
})
const snapshot = (revision: number): ServerMessage => ({
  type: 'snapshot',
  revision,
  state: { ...toSnapshot(emptyCentre()), revision },
})

test('in a demo the page finds its access, and goes live', async () => {
  answers['GET /api/v1/demo/access?page=kiosk'] = {
    status: 200,
    body: { url: 'ws://127.0.0.1:7711/ws', token: 'demo-token' },
  }
  const page = connect('kiosk')
  const wire = await socket()
  expect(wire.url).toBe('ws://127.0.0.1:7711/ws')
  wire.open()
  expect(wire.sent).toEqual([{ type: 'hello', protocol: 1, token: 'demo-token', lastRevision: null }])
  wire.say(welcome(7))
  expect(page.store.getState().connection).toBe('connecting')
  wire.say(snapshot(7))
  const view = page.store.getState()
  expect(view).toMatchObject({ connection: 'live', revision: 7, access: 'found', staleSince: null })
  expect(view.serverOffset).toBeGreaterThan(55_000)
})

test('a lost link makes the page stale, not empty', async () => {
  answers['GET /api/v1/demo/access?page=board'] = { status: 200, body: { url: 'ws://x/ws', token: 't' } }
  const page = connect('board')
  const wire = await socket()
  wire.open()
  wire.say(welcome(7))
  wire.say(snapshot(7))
  wire.drop()
  const view = page.store.getState()
  expect(view.connection).toBe('stale')
  expect(view.staleSince).not.toBeNull()
  expect(view.revision).toBe(7)
})

test('a live agent without its hub is stale since the hub went', async () => {
  answers['GET /api/v1/demo/access?page=board'] = { status: 200, body: { url: 'ws://x/ws', token: 't' } }
  const page = connect('board')
  const wire = await socket()
  wire.open()
  wire.say(welcome(7))
  wire.say({ type: 'hub-link', connected: false, since: '2026-11-23T02:00:00.000Z', pending: null })
  wire.say(snapshot(7))
  expect(page.store.getState()).toMatchObject({
    connection: 'stale',
    staleSince: Date.parse('2026-11-23T02:00:00.000Z'),
  })
  wire.say({ type: 'hub-link', connected: true, since: '2026-11-23T02:10:00.000Z', pending: null })
  expect(page.store.getState()).toMatchObject({ connection: 'live', staleSince: null })
})

test('card, reader, printer and prints of the machine reach the store', async () => {
  answers['GET /api/v1/demo/access?page=kiosk'] = { status: 200, body: { url: 'ws://x/ws', token: 't' } }
  const page = connect('kiosk')
  const heard: string[] = []
  page.onMessage(({ type }) => heard.push(type))
  const wire = await socket()
  wire.open()
  wire.say(welcome(0))
  wire.say(snapshot(0))
  const card = { sessionId: 's', maskedName: '张*三', idTail: '001X', age: 76 }
  wire.say({ type: 'card', card })
  wire.say({ type: 'card-reader', state: 'ready', reason: null })
  wire.say({ type: 'printer', state: 'faulted', reason: 'paper-end' })
  for (let n = 0; n < 25; n += 1)
    wire.say({ type: 'print', progress: { ticketId: `t${n}`, state: 'printing', reason: null } })
  const view = page.store.getState()
  expect(view).toMatchObject({ card, cardReader: { state: 'ready' }, printer: { reason: 'paper-end' } })
  expect(Object.keys(view.prints)).toHaveLength(20)
  expect(view.prints.t24?.state).toBe('printing')
  expect(heard).toContain('card')
})

test('without demo or token a device page asks to be paired, and keeps the token it gets', async () => {
  answers['GET /api/v1/demo/access?page=pad&counter=c1'] = noDemo
  answers['POST /api/v1/devices/pair'] = {
    status: 201,
    body: { deviceId: 'pad-1', token: 'paired', role: 'pad', name: '评价屏', counterId: '1' },
  }
  const page = connect('pad', 'c1')
  await vi.waitFor(() => expect(page.store.getState().access).toBe('needs-pairing'))
  expect(ScriptedSocket.all).toHaveLength(0)
  expect(await page.pair('ABCD2345')).toEqual({ ok: true, value: { deviceId: 'pad-1' } })
  const wire = await socket()
  wire.open()
  expect(wire.url).toBe('ws://hall.example/ws')
  expect(wire.sent).toMatchObject([{ token: 'paired' }])
  page.close()
  connect('pad', 'c1')
  await vi.waitFor(() => expect(ScriptedSocket.all).toHaveLength(2))
})

test('staff log in for this tab; when the hub forgets them the page asks again', async () => {
  answers['GET /api/v1/demo/access?page=console'] = noDemo
  const session = { token: 'staff-token', staffId: 's1', expiresAt: '2099-01-01T00:00:00.000Z' }
  answers['POST /api/v1/sessions'] = { status: 201, body: session }
  const page = connect('console')
  await vi.waitFor(() => expect(page.store.getState().access).toBe('needs-login'))
  expect(await page.login('example', 'secret')).toEqual({ ok: true, value: session })
  const wire = await socket()
  wire.open()
  expect(wire.sent).toMatchObject([{ token: 'staff-token' }])
  expect(page.session()).toEqual(session)
  answers['GET /api/v1/me'] = { status: 200, body: { kind: 'staff', staffId: 's1', roles: ['manager'] } }
  expect(await page.call('whoAmI')).toMatchObject({ ok: true, value: { staffId: 's1' } })
  expect(asked.at(-1)?.token).toBe('Bearer staff-token')
  wire.say({ type: 'goodbye', problem: problemBody('unauthenticated') as never })
  expect(page.store.getState().access).toBe('needs-login')
  expect(page.session()).toBeNull()
})

test('a refused log-in and an unreachable hub are values', async () => {
  answers['GET /api/v1/demo/access?page=console'] = noDemo
  answers['POST /api/v1/sessions'] = { status: 401, body: problemBody('login-failed') }
  const page = connect('console')
  expect(await page.login('example', 'wrong')).toMatchObject({ ok: false, error: { code: 'login-failed' } })
  answers = {}
  expect(await page.login('example', 'right')).toMatchObject({ ok: false, error: { code: 'unavailable' } })
  expect(page.session()).toBeNull()
})

test('in a shell the page uses the agent, again after it was started afresh', async () => {
  let endpoint = { url: 'ws://127.0.0.1:5001/ws', token: 'launch-1' }
  let tell: (next: typeof endpoint) => void = () => undefined
  vi.stubGlobal('civicHall', {
    role: 'kiosk',
    endpoint: async () => endpoint,
    onEndpoint(listener: typeof tell) {
      tell = listener
      return () => undefined
    },
  })
  connect('kiosk')
  const first = await socket()
  expect(first.url).toBe('ws://127.0.0.1:5001/ws')
  first.open()
  endpoint = { url: 'ws://127.0.0.1:5002/ws', token: 'launch-2' }
  tell(endpoint)
  await vi.waitFor(() => expect(ScriptedSocket.all).toHaveLength(2))
  const second = await socket()
  expect(second.url).toBe('ws://127.0.0.1:5002/ws')
  second.open()
  expect(second.sent).toMatchObject([{ token: 'launch-2' }])
  await settled()
})
