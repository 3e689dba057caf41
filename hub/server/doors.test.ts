import { describe, expect, test } from 'vitest'
import { permissions } from '#domain'
import { problem, type RouteName, routes } from '#protocol'
import { type Caller, type TestCentre, withCentre } from '#testing'
import { usualTemplates } from '#ticket'

const callers: Readonly<Record<string, (centre: TestCentre) => Caller | Promise<Caller>>> = {
  'device:kiosk': (centre) => centre.device('kiosk-1'),
  'device:query': (centre) => centre.device('query-1'),
  'device:counter': (centre) => centre.device('counter-1'),
  'device:pad': (centre) => centre.device('pad-1'),
  'device:display': (centre) => centre.device('display-1'),
  'device:guide': (centre) => centre.device('guide-1'),
  'staff:counter': (centre) => centre.staff('zhao'),
  'staff:guide': (centre) => centre.staff('li'),
  'staff:manager': (centre) => centre.staff('zhou'),
  'staff:admin': (centre) => centre.staff('wu'),
}

const params = { id: 'T1', counterId: '1' }

/** A body for each command that parses, so that only the right to send it decides. */
function commandCalls(centre: TestCentre): readonly [keyof typeof permissions, RouteName, unknown][] {
  const commandId = () => centre.commandId()
  const counter = (body: object) => ({ ...body, commandId: commandId() })
  const state = centre.hub().centre.state()
  const [service, place, staff] = [
    state.services.get('LC'),
    state.counters.get('1'),
    state.staff.get('staff-1'),
  ]
  const marks = { overall: 5, attitude: 5, efficiency: 5, competence: 5 }
  return [
    ['issue', 'issueTicket', { serviceId: 'LC', commandId: commandId() }],
    ['print-result', 'printResult', { printed: true, commandId: commandId() }],
    ['reprint', 'reprintTicket', { commandId: commandId() }],
    ['cancel', 'cancelTicket', { commandId: commandId() }],
    ['reactivate', 'reactivateTicket', { commandId: commandId() }],
    ['walk-out', 'leaveTicket', { commandId: commandId() }],
    ['document-ready', 'documentReady', { commandId: commandId() }],
    ['grant-priority', 'grantPriority', { priority: 'disabled', reason: 'x', commandId: commandId() }],
    ['bar', 'barPerson', { until: null, reason: 'x', commandId: commandId() }],
    ['book', 'book', { serviceId: 'LC', slotAt: '2030-01-01T02:00:00Z', commandId: commandId() }],
    ['check-in', 'checkIn', { commandId: commandId() }],
    ['cancel-booking', 'cancelBooking', { commandId: commandId() }],
    ['next-service', 'counterCommand', counter({ type: 'next-service', serviceId: 'LA' })],
    ['open', 'counterCommand', counter({ type: 'open' })],
    ['close', 'counterCommand', counter({ type: 'close' })],
    ['call-next', 'counterCommand', counter({ type: 'call-next' })],
    ['call-number', 'counterCommand', counter({ type: 'call-number', number: 'A001', reason: 'x' })],
    ['recall', 'counterCommand', counter({ type: 'recall' })],
    ['arrive', 'counterCommand', counter({ type: 'arrive' })],
    ['absent', 'counterCommand', counter({ type: 'absent' })],
    ['finish', 'counterCommand', counter({ type: 'finish' })],
    ['hold', 'counterCommand', counter({ type: 'hold' })],
    ['resume', 'counterCommand', counter({ type: 'resume', ticketId: 'T1' })],
    ['transfer', 'counterCommand', counter({ type: 'transfer', serviceId: 'LA' })],
    ['recuse', 'counterCommand', counter({ type: 'recuse', reason: 'x' })],
    ['left', 'counterCommand', counter({ type: 'left' })],
    ['pause', 'counterCommand', counter({ type: 'pause', reason: 'break' })],
    ['unpause', 'counterCommand', counter({ type: 'unpause' })],
    ['undo', 'counterCommand', counter({ type: 'undo' })],
    ['rate', 'rate', { ticketId: 'T1', marks, commandId: commandId() }],
    ['lapse-rating', 'lapseRating', { commandId: commandId() }],
    ['raise-emergency', 'raiseEmergency', { kind: 'help', commandId: commandId() }],
    ['end-emergency', 'endEmergency', { commandId: commandId() }],
    ['configure', 'configure', { site: state.site, policy: state.policy, commandId: commandId() }],
    ['save-service', 'putService', { service, commandId: commandId() }],
    ['save-counter', 'putCounter', { counter: place, commandId: commandId() }],
    ['save-staff', 'putStaff', { staff, commandId: commandId() }],
    ['save-ticket-template', 'putTicketTemplate', { template: usualTemplates[80], commandId: commandId() }],
    ['close-day', 'closeDay', { commandId: commandId() }],
  ]
}

const idOf: Readonly<Record<string, string>> = {
  putService: 'LC',
  putCounter: '1',
  putStaff: 'staff-1',
  putTicketTemplate: '80',
}

test('every command over HTTP is refused to every role the table of rights does not name, and to no other', async () => {
  await withCentre({ store: 'memory' }, async (centre) => {
    for (const [role, caller] of Object.entries(callers)) {
      const who = await caller(centre)
      for (const [type, route, body] of commandCalls(centre)) {
        const code = await who.refusal(route, { params: { ...params, id: idOf[route] ?? 'T1' }, body })
        const isGranted = permissions[type].some((grantee) => grantee === role)
        expect([role, type, code === 'forbidden']).toEqual([role, type, !isGranted])
      }
    }
  })
})

test.each(Object.keys(routes) as RouteName[])(
  '%s is closed to strangers unless it is public',
  async (name) => {
    await withCentre({ store: 'memory' }, async (centre) => {
      const answers = [centre.stranger(), centre.stranger('not a token')].map((who) =>
        who.refusal(name, { params }),
      )
      const isPublic = routes[name].access === 'public'
      for (const code of await Promise.all(answers)) expect(code === 'unauthenticated').toBe(!isPublic)
    })
  },
)

test('a manager cannot make an administrator', async () => {
  await withCentre({ store: 'memory' }, async (centre) => {
    const staff = centre.hub().centre.state().staff.get('manager-1')
    const body = { staff: { ...staff, roles: ['manager', 'admin'] }, commandId: centre.commandId() }
    const parts = { params: { id: 'manager-1' }, body }
    expect(await (await centre.staff('zhou')).refusal('putStaff', parts)).toBe('forbidden')
    expect(await (await centre.staff('wu')).refusal('putStaff', parts)).toBe('granted')
  })
})

test('a device paired over HTTP works its own counter and no other, until it is revoked', async () => {
  await withCentre({}, async (centre) => {
    const admin = await centre.staff('wu')
    const body = { role: 'counter', name: '新终端', counterId: '2' }
    const { code, deviceId } = await admin.granted('enrolDevice', { body })
    const { token } = await centre.stranger().granted('pairDevice', { body: { code } })
    const device = centre.stranger(token)
    expect(await device.granted('whoAmI')).toEqual({
      kind: 'device',
      deviceId,
      role: 'counter',
      counterId: '2',
    })
    const open = (counterId: string) =>
      device.refusal('counterCommand', {
        params: { counterId },
        body: { type: 'open', commandId: centre.commandId() },
      })
    expect(await open('1')).toBe('forbidden')
    expect(await open('2')).toBe('granted')
    await admin.granted('revokeDevice', { params: { id: deviceId } })
    expect(await open('2')).toBe('unauthenticated')
  })
})

describe('refusals', () => {
  const ask = async (centre: TestCentre, init: RequestInit & { path?: string }) => {
    const headers = {
      authorization: `Bearer ${centre.device('kiosk-1').token}`,
      'content-type': 'application/json',
      ...init.headers,
    }
    const response = await fetch(`${centre.url}${init.path ?? '/api/v1/tickets'}`, {
      method: 'POST',
      ...init,
      headers,
    })
    return { response, body: problem.parse(await response.json()) }
  }

  test.each([
    ['{"serviceId":', {}, 422, 'invalid'],
    ['[]', {}, 422, 'invalid'],
    ['{"serviceId":"LC","commandId":"01ARZ3NDEKTSV4RRFFQ69G5FAV","__proto__":{"x":1}}', {}, 422, 'invalid'],
    ['{"serviceId":"LC","commandId":"01ARZ3NDEKTSV4RRFFQ69G5FAV","more":1}', {}, 422, 'invalid'],
    [`{"serviceId":"${'x'.repeat(70_000)}"}`, {}, 413, 'too-large'],
    ['{"serviceId":"NO","commandId":"01ARZ3NDEKTSV4RRFFQ69G5FAV"}', {}, 404, 'service-unknown'],
    ['serviceId=LC', { 'content-type': 'text/plain' }, 422, 'invalid'],
    ['{}', { authorization: 'Bearer x' }, 401, 'unauthenticated'],
  ])('%.60s %j is %d %s', async (body, headers, status, code) => {
    await withCentre({ store: 'memory' }, async (centre) => {
      const { response, body: said } = await ask(centre, { body, headers })
      expect([response.status, said.status, said.code]).toEqual([status, status, code])
      expect(response.headers.get('content-type')).toContain('application/problem+json')
      expect(response.headers.get('access-control-allow-origin')).toBeNull()
    })
  })

  test('are said in the language that is asked for', async () => {
    await withCentre({ store: 'memory' }, async (centre) => {
      const body = '{"serviceId":"NO","commandId":"01ARZ3NDEKTSV4RRFFQ69G5FAV"}'
      const english = await ask(centre, { body, headers: { 'accept-language': 'en-GB,en;q=0.9,zh;q=0.5' } })
      expect(english.body).toMatchObject({ title: 'No such service', detail: 'Choose a service again.' })
      expect((await ask(centre, { body })).body.title).toBe('没有此业务事项')
    })
  })

  test('a flood is slowed down, with the time to wait', async () => {
    const few = { burst: 3, perSecond: 0.5 }
    const allowances = { sender: few, address: few, entry: few, strangers: few }
    await withCentre({ store: 'memory', allowances }, async (centre) => {
      const codes = []
      for (let index = 0; index < 4; index++) codes.push((await ask(centre, { body: '{}' })).response)
      expect(codes.map(({ status }) => status)).toEqual([422, 422, 422, 429])
      expect(codes[3]?.headers.get('retry-after')).toBe('2')
    })
  })
})

test('the OpenAPI document names every door', async () => {
  await withCentre({ store: 'memory' }, async (centre) => {
    const document = await (await fetch(`${centre.url}/openapi.json`)).json()
    expect(document.openapi).toBe('3.1.0')
    for (const route of Object.values(routes)) {
      const path = `/api/v1${route.path.replaceAll(/:(\w+)/g, '{$1}')}`
      expect(document.paths[path]?.[route.method.toLowerCase()]?.responses[route.status]).toBeDefined()
    }
    expect(JSON.stringify(document.paths['/api/v1/tickets'].post.requestBody)).toContain('commandId')
  })
})

test('health, readiness, metrics and pages', async () => {
  await withCentre({}, async (centre) => {
    const get = (path: string, accept = '*/*') => fetch(`${centre.url}${path}`, { headers: { accept } })
    expect((await get('/healthz')).status).toBe(200)
    expect(await (await get('/readyz')).json()).toMatchObject({ status: 'serving' })
    const body = { serviceId: 'LC', commandId: centre.commandId() }
    await centre.device('kiosk-1').granted('issueTicket', { body })
    const metrics = await (await get('/metrics')).text()
    expect(metrics).toContain('civic_hall_commands_total{type="issue",outcome="done"} 1')
    expect(metrics).toContain('civic_hall_waiting{service="LC"} 1')
    const missing = await get('/nothing-here', 'text/html')
    expect(missing.status).toBe(404)
    expect(await missing.text()).toContain('没有这个页面')
    expect((await get('/api/v1/demo/access?page=kiosk')).status).toBe(404)
    const page = await get('/kiosk', 'text/html')
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
  })
})
