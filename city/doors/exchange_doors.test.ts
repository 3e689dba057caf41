import { afterAll, expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { cityCodes, exchangeReply, versionAnswer } from '#protocol'
import { registryOf, startCity } from '../index.ts'
import { monday, secret, siteId, testSite } from '../site.fixture.ts'

const faults: string[] = []
const city = await startCity({
  store: ':memory:',
  port: 0,
  host: '127.0.0.1',
  registry: registryOf({ [siteId]: secret }, null),
  secret: 'what visitors are known by, here',
  bureauToken: null,
  pages: null,
  clock: simulatedClock(monday),
  log: (sentence) => void faults.push(sentence),
})
afterAll(() => city.close())

const post = (path: string, body: string, type = 'application/json') =>
  fetch(`${city.url}/api/v1${path}`, { method: 'POST', headers: { 'content-type': type }, body })

test.each<[string, string, string, number]>([
  ['half a JSON', '{"head":', 'application/json', 400],
  ['nothing', '', 'application/json', 400],
  ['a list', '[]', 'application/json', 400],
  ['a name that would reach the prototype', '{"__proto__":{}}', 'application/json', 400],
  ['plain text', '{}', 'text/plain', 400],
  ['a form', 'head=1', 'application/x-www-form-urlencoded', 415],
  ['bytes', '\u0001\u0002', 'application/octet-stream', 415],
])('%s is answered with a receipt that says so', async (_name, body, type, status) => {
  const answer = await post('/exchange', body, type)
  expect(answer.status).toBe(status)
  expect(exchangeReply.parse(await answer.json()).ack).toMatchObject({
    code: cityCodes.badFormat,
    accepted: 0,
  })
  expect(faults).toEqual([])
})

test('what is too large is a problem of its own, so that smaller messages are tried', async () => {
  const answer = await post('/exchange', `"${'a'.repeat(5_100_000)}"`)
  expect(answer.status).toBe(413)
  expect(await answer.json()).toMatchObject({ code: 'too-large' })
})

test.each([
  ['GET', '/api/v1/exchange', 'not-found'],
  ['DELETE', '/api/v1/versions', 'not-found'],
  ['GET', '/api/v1/nothing', 'not-found'],
  ['GET', `/api/v1/sites/${'a'.repeat(300)}/events`, 'invalid'],
  ['GET', '/api/v1/sites/site-1/events?after=-1', 'invalid'],
  ['GET', '/api/v1/sites/site-1/events?limit=100000000', 'invalid'],
])('%s %s is refused as a problem', async (method, path, code) => {
  const answer = await fetch(`${city.url}${path}`, { method })
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect(await answer.json()).toMatchObject({ code, status: answer.status })
})

test.each([
  [['2.0', '2.0'], '2.0'],
  [['10.0', '2.0', '1.9'], '2.0'],
  [['9.9', '3', 'v2', '2.0.0', ' 2.0', '__proto__'], null],
])('of %j both speak %s', async (versions, version) => {
  const answer = await post('/versions', JSON.stringify({ senderCode: siteId, versions }))
  expect(answer.status).toBe(200)
  expect(versionAnswer.parse(await answer.json())).toMatchObject({ version, versions: ['2.0'] })
})

test('of a name that stands twice in an envelope the last counts, and is what the signature is over', async () => {
  const site = testSite()
  const [good, twice] = [site('HEARTBEAT', {}), site('HEARTBEAT', {})]
  const text = JSON.stringify(twice)
  const forged = text.replace('"headRevision":9', '"headRevision":9,"headRevision":8')
  const same = text.replace('"headRevision":9', '"headRevision":8,"headRevision":9')
  const codes: number[] = []
  for (const body of [JSON.stringify(good), forged, same])
    codes.push(exchangeReply.parse(await (await post('/exchange', body)).json()).ack.code)
  expect(codes).toEqual([cityCodes.ok, cityCodes.badSignature, cityCodes.ok])
})
