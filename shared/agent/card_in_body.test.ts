import { expect, test } from 'vitest'
import { withCard } from './card_in_body.ts'

const person = { idNumber: '31011719500307902X', name: '例一' }
const personOf = (sessionId: string) => (sessionId === 's1' ? person : null)
const path = '/api/v1/bookings/find'
const asking = (cardSession: string) => JSON.stringify({ visitor: { cardSession } })

test('the person of the card takes the place of its session, the name stays here', () => {
  expect(JSON.parse(withCard(path, asking('s1'), personOf))).toEqual({
    visitor: { idNumber: person.idNumber },
  })
})

test.each([
  [path, asking('s2')],
  [path, '{"code":"12345678"}'],
  [path, '{"visitor":{"idNumber":"1"}}'],
  [path, 'no json'],
  ['/api/v1/tickets', asking('s1')],
  [`${path}/s1`, asking('s1')],
  [undefined, asking('s1')],
])('%s %s passes as it is', (at, body) => {
  expect(withCard(at, body, personOf)).toBe(body)
})
