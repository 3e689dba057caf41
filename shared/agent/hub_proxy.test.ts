import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { assert, type SimulatedClock, simulatedClock } from '#basics'
import { problem } from '#protocol'
import { agentConfig } from './config.ts'
import { hubProxy } from './hub_proxy.ts'

/** A program that answers everything with 'answered', at a port of its own. */
const program = `const http = require('node:http')
const server = http.createServer((_, response) => response.end('"answered"'))
server.listen(0, '127.0.0.1', () => console.log(server.address().port))`

let hub: ChildProcess
let ended: Promise<unknown>
let clock: SimulatedClock
let isGone = false
let origin = ''
let close = async () => undefined as unknown

beforeEach(async () => {
  hub = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  ended = once(hub, 'exit')
  assert(hub.stdout !== null, 'its output is piped')
  const [port] = await once(createInterface({ input: hub.stdout }), 'line')
  clock = simulatedClock(0)
  isGone = false
  const config = agentConfig.parse({
    hubUrl: `http://127.0.0.1:${port}`,
    ...{ deviceId: 'kiosk-1', deviceToken: 'device-token', dataDir: '/nowhere' },
    ...{ port: 0, ticketUrlBase: 'https://hall.example', devices: {} },
  })
  const personOf = () => null
  const server = createServer(
    hubProxy({ config, clock, personOf, media: null, token: 'launch-token', isHubGone: () => isGone }),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  assert(typeof address === 'object' && address !== null, 'it listens')
  origin = `http://127.0.0.1:${address.port}`
  close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})
afterEach(async () => {
  hub.kill('SIGKILL')
  await ended
  await close()
})

const find = (language?: string, code = '12345678') =>
  fetch(`${origin}/api/v1/bookings/find`, {
    method: 'POST',
    headers: language === undefined ? {} : { 'accept-language': language },
    body: JSON.stringify({ code }),
  })

/** Lets time pass until an answer is there; how long it took, ms by the clock. */
async function answerOf(asked: Promise<Response>) {
  const from = clock.elapsed()
  let answer: Response | null = null
  void asked.then((given) => {
    answer = given
  })
  while (answer === null) {
    await new Promise((resolve) => setImmediate(resolve))
    if (clock.elapsed() - from < 60_000) clock.advance(10)
  }
  return { answer: answer as Response, took: clock.elapsed() - from }
}

describe('a page that asks a hub which takes its connection and never answers', () => {
  test('is told within three seconds, in its language', async () => {
    expect(await (await find()).json()).toBe('answered')
    hub.kill('SIGSTOP')
    for (const [language, words] of [
      [undefined, /导服台/],
      ['en-GB,en;q=0.9', /information desk/],
    ] as const) {
      const { answer, took } = await answerOf(find(language))
      expect(took).toBeLessThan(3_000)
      expect(answer.status).toBe(503)
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
      const said = problem.parse(await answer.json())
      expect(said).toMatchObject({ code: 'unavailable', status: 503, detail: expect.stringMatching(words) })
    }
    hub.kill('SIGCONT')
    expect(await (await find()).json()).toBe('answered')
  })

  test('is told at once where that is known', async () => {
    hub.kill('SIGSTOP')
    isGone = true
    const answer = await find()
    expect(clock.elapsed()).toBe(0)
    expect(problem.parse(await answer.json()).code).toBe('unavailable')
  })
})

test('a hub that is not there at all is told at once too', async () => {
  hub.kill('SIGKILL')
  await ended
  const answer = await find('en')
  expect(clock.elapsed()).toBe(0)
  expect(problem.parse(await answer.json())).toMatchObject({ code: 'unavailable' })
})
