import { expect, test } from 'vitest'
import { err, ok, type Result, simulatedClock } from '#basics'
import type { Endpoint, Problem } from '#protocol'
import { type DockEvents, dockDelays, keepDock } from './dock_link.ts'

const problem = (code: Problem['code']): Problem => ({
  type: code,
  title: code,
  status: 500,
  detail: '',
  code,
})

const dockAt = (token: string) => ok({ url: 'ws://dock', token })

function bench(first: Result<Endpoint, Problem> = dockAt('secret')) {
  const clock = simulatedClock(0)
  const sockets: { sent: string[]; closed: boolean; events: DockEvents }[] = []
  const statuses: string[] = []
  const messages: string[] = []
  const world = { endpoint: first }
  const link = keepDock({
    clock,
    endpoint: async () => world.endpoint,
    open(_url, events) {
      const socket = { sent: [] as string[], closed: false, events }
      sockets.push(socket)
      return {
        send: (text) => void socket.sent.push(text),
        close: () => {
          socket.closed = true
        },
      }
    },
    onMessage: (message) => void messages.push(message.type),
    onStatus: (status) => void statuses.push(status),
  })
  const settle = () => Promise.resolve().then(() => Promise.resolve())
  return { clock, sockets, statuses, messages, world, link, settle }
}

test('says hello first, then carries messages and commands', async () => {
  const { sockets, statuses, messages, link, settle } = bench()
  await settle()
  sockets[0]?.events.onOpen()
  expect(sockets[0]?.sent).toEqual(['{"type":"hello","token":"secret"}'])
  sockets[0]?.events.onText('{"type":"sound","id":"1","wav":"AAAA"}')
  sockets[0]?.events.onText('not json')
  expect(messages).toEqual(['sound'])
  expect(statuses).toEqual(['connecting', 'live'])
  link.send({ type: 'lift-card' })
  expect(sockets[0]?.sent[1]).toBe('{"type":"lift-card"}')
})

test('a lost dock is found again with a fresh endpoint', async () => {
  const { clock, sockets, statuses, world, settle } = bench()
  await settle()
  sockets[0]?.events.onClose()
  expect(statuses.at(-1)).toBe('lost')
  world.endpoint = dockAt('new')
  clock.advance(dockDelays.retry)
  await settle()
  sockets[1]?.events.onOpen()
  expect(sockets[1]?.sent).toEqual(['{"type":"hello","token":"new"}'])
})

test('a dock that accepts but says nothing is given up', async () => {
  const { clock, sockets, statuses, settle } = bench()
  await settle()
  clock.advance(dockDelays.open)
  expect(sockets[0]?.closed).toBe(true)
  expect(statuses.at(-1)).toBe('lost')
})

test('no demonstration is told apart from no answer, and closing ends the trying', async () => {
  const none = bench(err(problem('not-found')))
  await none.settle()
  expect(none.statuses.at(-1)).toBe('none')
  none.link.close()
  none.world.endpoint = dockAt('x')
  none.clock.advance(10 * dockDelays.retry)
  await none.settle()
  expect(none.sockets).toEqual([])
  const lost = bench(err(problem('unavailable')))
  await lost.settle()
  expect(lost.statuses.at(-1)).toBe('lost')
})
