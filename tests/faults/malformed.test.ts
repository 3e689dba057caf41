import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { present } from '#basics'
import { protocolVersion } from '#protocol'
import { callerOf, tokenOf } from '#testing'
import { type Attacker, attackerAt } from './support/attacker.ts'
import { atCounter, issue, opening } from './support/exchange.ts'
import { serviceIds } from './support/fault_centre.ts'
import {
  brokenFrames,
  brokenRequests,
  hostileRequest,
  hostileText,
  openingRequest,
} from './support/hostile.ts'
import { endPrograms, type HubProgram, startProgram } from './support/hub_program.ts'
import { smallCentre } from './support/life.ts'
import { newPlace } from './support/place.ts'
import { each } from './support/points.ts'
import { longest, seeded, sizes } from './support/random.ts'
import { httpSender } from './support/senders.ts'
import { keep } from './support/table.ts'

afterAll(endPrograms)

const lanes = 16
const addresses = 1_000
/** The hub has no more than this, so that keeping what was refused ends it … */
const heapMiB = 96
/** … and the process does not grow by more than this, kilobytes, once its heap has filled. */
const mostGrowth = 32 * 1_024
/** So many times the messages fill it: until then growth says nothing. */
const fillings = 2

/** Kilobytes of memory a process has; 0 where there is no way to ask. */
function memoryOf(pid: number): number {
  if (process.platform !== 'linux') return 0
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
}

/** Visitors and a counter who know nothing of an attack; stops when told and says how often they were served. */
function healthy(url: string) {
  let goesOn = true
  let served = 0
  const wrong: string[] = []
  const guide = httpSender(() => url, tokenOf('guide-2'))
  const counter = httpSender(() => url, tokenOf('counter-1'))
  const [serviceId = ''] = serviceIds
  const live = async () => {
    await counter(opening('1'))
    while (goesOn) {
      const answers = [
        await guide(issue(serviceId, false).command),
        await counter(atCounter('call', '1').command),
        await counter(atCounter('arrive', '1').command),
        await counter(atCounter('finish', '1').command),
        await callerOf(() => url, tokenOf('display-1')).call('getBoard'),
      ]
      for (const answer of answers) {
        if (answer.ok) served += 1
        else wrong.push(answer.error.code)
      }
    }
  }
  const lived = live()
  return {
    async stop() {
      goesOn = false
      await lived
      return { served, wrong }
    },
  }
}

/** Sends bad messages over one socket until the hub hangs up; every one with a command's id is answered. */
function babble(url: string, messages: readonly string[], isKnown: boolean): Promise<void> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/ws`)
  const hello = { type: 'hello', protocol: protocolVersion, token: tokenOf('kiosk-1'), lastRevision: null }
  return new Promise((resolve) => {
    socket.once('error', () => resolve())
    socket.once('close', () => resolve())
    socket.once('open', () => {
      if (isKnown) socket.send(JSON.stringify(hello))
      for (const message of messages) socket.send(message)
      socket.close()
    })
  })
}

describe('whatever is sent to the hub', () => {
  let place: ReturnType<typeof newPlace>
  let hub: HubProgram
  let url = ''
  let isAlive = true
  const attackers = new Map<number, Attacker>()
  const attacker = (turn: number): Attacker => {
    const at = turn % addresses
    const known = attackers.get(at) ?? attackerAt(url, at)
    attackers.set(at, known)
    return known
  }

  beforeAll(async () => {
    place = newPlace(smallCentre)
    hub = await startProgram(place, { heapMiB })
    url = present(hub.url, 'a hub')
    void hub.ended.then(() => {
      isAlive = false
    })
  })
  afterAll(async () => {
    await hub?.end('SIGKILL')
    place?.remove()
  })

  test.each(Object.entries(brokenRequests))('%s is refused, and the hub goes on', async (_, request) => {
    const answer = await attacker(0).exchange(request)
    expect(answer).toMatch(/^$|^HTTP\/1\.1 4\d\d /)
    expect(await callerOf(() => url, tokenOf('display-1')).call('getBoard')).toMatchObject({ ok: true })
    expect(isAlive).toBe(true)
  })

  test.each(Object.entries(brokenFrames))(
    'a frame with %s ends its connection, and no other',
    async (_, frame) => {
      const bystander = await callerOf(() => url, tokenOf('display-1')).socket()
      await bystander.until('snapshot')
      await attacker(1).untilHungUp(openingRequest, frame)
      bystander.send({ type: 'ping' })
      await bystander.until('pong')
      bystander.close()
    },
  )

  test(
    'thousands of bad messages and connections that never end: healthy clients are served, memory is bounded',
    async () => {
      const random = seeded(sizes.seed)
      const slow: Socket[] = []
      for (let turn = 0; turn < 200; turn += 1)
        slow.push(
          await attacker(turn).linger(turn % 2 === 0 ? 'GET /healthz HTTP/1.1\r\nHo' : openingRequest),
        )
      const others = healthy(url)
      const perSocket = 10
      const statuses = new Map<string, number>()
      const attack = async (messages: number) => {
        const turns = Array.from({ length: Math.ceil(messages / 2) }, (_, turn) => turn)
        await each(turns, lanes, async (turn) => {
          const answer = await attacker(turn).exchange(hostileRequest(random, tokenOf('kiosk-1')))
          const status = /^HTTP\/1\.1 (\d)/.exec(answer)?.[1] ?? 'none'
          statuses.set(status, (statuses.get(status) ?? 0) + 1)
        })
        const sockets = Array.from({ length: Math.ceil(messages / 2 / perSocket) }, (_, turn) => turn)
        await each(sockets, lanes, (turn) =>
          babble(
            url,
            Array.from({ length: perSocket }, () => hostileText(random)),
            turn % 2 === 0,
          ),
        )
      }
      await attack(sizes.messages * fillings)
      const before = memoryOf(hub.pid)
      await attack(sizes.messages)
      const grown = memoryOf(hub.pid) - before
      const { served, wrong } = await others.stop()
      for (const socket of slow) socket.destroy()
      keep('6-malformed', {
        what: 'malformed HTTP and WebSocket messages, 200 connections held open',
        tried: sizes.messages * (fillings + 1),
        unit: 'messages',
        broken: wrong.length + (statuses.get('5') ?? 0) + (isAlive ? 0 : 1),
        isControl: false,
        note: `healthy clients were served ${served} times meanwhile; memory grew by ${Math.round(grown / 1_024)} MiB in the last third; answers ${[...statuses].map(([status, times]) => `${status}xx ${times}`).join(', ')}; seed ${sizes.seed}`,
      })
      expect(isAlive).toBe(true)
      expect(wrong).toEqual([])
      expect(served).toBeGreaterThan(0)
      // Refused is refused: never a fault of the hub's own, and nothing of it granted.
      expect(statuses.get('5') ?? 0).toBe(0)
      expect(grown).toBeLessThan(mostGrowth)
    },
    longest,
  )
})

test('trusts-strangers: a hub that one request ends is found out', async () => {
  const place = newPlace(smallCentre)
  const hub = await startProgram(place, { mutant: 'trusts-strangers' })
  const url = present(hub.url, 'a hub')
  for (const request of Object.values(brokenRequests)) await attackerAt(url, 0).exchange(request)
  const { code } = await hub.ended
  keep('6-malformed-control', {
    what: 'control: the hub trusts what strangers send',
    tried: Object.keys(brokenRequests).length,
    unit: 'requests',
    broken: 1,
    isControl: true,
    note: `the hub ended with ${code}`,
  })
  expect(code).not.toBe(0)
  place.remove()
})
