import { expect, test } from 'vitest'
import { problem } from '#protocol'
import { type TestCentre, tokenOf, withCentre } from '#testing'

const json = 'application/json'

/** Sends a body to a path as the guide desk and reads the problem it gets; nothing of it is written. */
async function problemOf(centre: TestCentre, path: string, type: string, body: object) {
  const head = centre.hub().centre.head()
  const answer = await fetch(`${centre.url}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokenOf('guide-1')}`, 'content-type': type },
    body: JSON.stringify(body),
  })
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(centre.hub().centre.head()).toBe(head)
  return problem.parse(await answer.json())
}

const numberFor = (centre: TestCentre) => ({
  commandId: centre.commandId(),
  serviceId: 'LC',
  anonymous: true,
})

test.each(['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'nonsense'])(
  'a body of type %s: told which type is read',
  (type) =>
    withCentre({}, async (centre) => {
      const told = await problemOf(centre, '/tickets', type, numberFor(centre))
      expect(told).toMatchObject({ status: 422, code: 'invalid', field: 'content-type', reason: json })
    }),
)

test.each([
  ['an id longer than any', `/tickets/${'a'.repeat(3_000)}/cancel`],
  ['an address that is not well-formed', '/tickets/%zz/cancel'],
  ['an id that climbs', '/tickets/..%2f..%2fetc/cancel'],
])('%s: not found, and nothing of it is said back', (_, path) =>
  withCentre({}, async (centre) => {
    const told = await problemOf(centre, path, json, { commandId: centre.commandId() })
    expect(told).toMatchObject({ status: 404, code: 'not-found' })
    expect(JSON.stringify(told)).not.toMatch(/aaaa|zz|etc/)
  }),
)

test.each([
  ['an unknown member', { extra: 1 }],
  ['a negative group', { groupSize: -3 }],
  ['a word for a yes', { anonymous: 'yes' }],
  [
    'an ID number with a wrong check digit',
    { anonymous: false, visitor: { idNumber: '110105194912310021' } },
  ],
  ['a claim nobody can make', { claims: ['king'] }],
])('%s: refused by its name', (_, wrong) =>
  withCentre({}, async (centre) => {
    const told = await problemOf(centre, '/tickets', json, { ...numberFor(centre), ...wrong })
    expect(told).toMatchObject({ status: 422, code: 'invalid' })
  }),
)

test('an id that was used for another command: refused, and the first one stands', () =>
  withCentre({}, async (centre) => {
    const body = numberFor(centre)
    const desk = centre.device('guide-1')
    const { number } = await desk.granted('issueTicket', { body })
    const told = await problemOf(centre, '/tickets', json, { ...body, serviceId: 'LA' })
    expect(told).toMatchObject({ status: 409, code: 'command-reused' })
    expect(await desk.granted('issueTicket', { body })).toMatchObject({ number })
  }))
