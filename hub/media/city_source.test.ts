import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { citySource } from './city_source.ts'
import { isLoopback, isNever, isPrivate } from './reachable.ts'

const never = new AbortController().signal
const here = { allowsLoopback: true }

/** Asks a server of this machine, and says what came of it. */
async function asked(listener: RequestListener, path = '/', rule = here) {
  const seen: (string | undefined)[] = []
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization)
    listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const found = await citySource(`http://bureau:secret@127.0.0.1:${port}${path}`, rule)(0, never)
  let text = ''
  if (found.ok) for await (const part of found.value.body) text += String(part)
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  return { outcome: found.ok ? text : found.error, seen }
}

const moveTo =
  (location: string): RequestListener =>
  (request, response) => {
    if (request.url === '/') response.writeHead(302, { location }).end()
    else response.end('the file')
  }

test('a user and password in the address go as authorization, once: not along with a move', async () => {
  const { outcome, seen } = await asked(moveTo('/elsewhere'))
  expect(outcome).toBe('the file')
  expect(seen).toEqual([`Basic ${btoa('bureau:secret')}`, undefined])
})

test('moves without end are not followed for ever', async () => {
  const { outcome, seen } = await asked((_, response) => response.writeHead(302, { location: '/x' }).end())
  expect(outcome).toBe('address')
  expect(seen).toHaveLength(4)
})

test.each([
  'http://10.1.2.3/x',
  'https://10.1.2.3/x',
  'https://192.168.0.1/',
  'https://169.254.169.254/latest',
  'https://[fe80::1]/',
  'https://[::ffff:10.0.0.1]/',
  'file:///etc/passwd',
  'ftp://example.invalid/',
  'http://[',
])('a move to %s is not followed', async (location) => {
  expect((await asked(moveTo(location))).outcome).toBe('address')
})

test.each([
  'http://city.invalid/x',
  'https://127.0.0.1/',
  'https://localhost:1/',
  'https://[::1]/',
  'nonsense',
])('as the city names it, %s is not asked', async (address) => {
  expect(await citySource(address, { allowsLoopback: false })(0, never)).toEqual({
    ok: false,
    error: 'address',
  })
})

test('addresses are told apart', () => {
  expect(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'].every(isLoopback)).toBe(true)
  expect(['10.0.0.1', '172.31.0.1', '192.168.1.1', '100.100.1.1', 'fd00::1'].every(isPrivate)).toBe(true)
  expect(
    ['0.0.0.0', '169.254.1.1', '224.0.0.1', '255.255.255.255', '::', 'fe80::1', 'ff02::1'].every(isNever),
  ).toBe(true)
  for (const address of ['8.8.8.8', '172.32.0.1', '2400:3200::1'])
    expect([isLoopback, isPrivate, isNever].some((list) => list(address))).toBe(false)
})
