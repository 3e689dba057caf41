import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { pageSession } from './page_session.ts'

/** A page's socket whose reader has stopped: what is sent stays unread until the test says so. */
function unreadSocket() {
  const sent: string[] = []
  const face = Object.assign(new EventEmitter(), {
    OPEN: 1,
    readyState: 1,
    bufferedAmount: 0,
    terminated: false,
    send(text: string) {
      sent.push(text)
      face.bufferedAmount += Buffer.byteLength(text)
    },
    terminate() {
      face.terminated = true
      face.readyState = 3
    },
    close: () => undefined,
  })
  return { face, sent }
}

function session() {
  const { face, sent } = unreadSocket()
  const nothing = () => undefined
  const made = pageSession({
    socket: face as unknown as WebSocket,
    token: 'launch',
    onHello: nothing,
    onMessage: nothing,
    onGone: nothing,
  })
  return { face, sent, session: made }
}

const state = 'x'.repeat(9_000_000)

test('a state longer than the bound does not cost a page its socket, nor does what follows it', () => {
  const { face, sent, session: page } = session()
  page.sendText(state)
  page.sendText('{"type":"pong"}')
  page.sendText('{"type":"pong"}')
  expect(sent).toHaveLength(3)
  expect(face.terminated).toBe(false)
})

test('a page that reads nothing is dropped, and the bound is the old one again once it has read', () => {
  const { face, session: page } = session()
  page.sendText(state)
  page.sendText(state)
  page.sendText('one more')
  expect(face.terminated).toBe(true)
  const other = session()
  other.session.sendText(state)
  other.face.bufferedAmount = 0
  for (let n = 0; n < 20 && !other.face.terminated; n += 1) other.session.sendText('y'.repeat(1_000_000))
  expect(other.face.terminated).toBe(true)
})
