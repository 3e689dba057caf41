/** A load generator in a process of its own: closed loop, one request at a time on each keep-alive connection. */
import { text } from 'node:stream/consumers'
import { headOf } from '../contention/log_check.ts'
import { commandIds, idPlace } from './command_ids.ts'
import { connect, postRequest } from './connection.ts'
import type { LoadPlan, LoadResult } from './load.ts'
import { frameOf, openRawSocket } from './raw_socket.ts'

const plan: LoadPlan = JSON.parse(await text(process.stdin))
const url = new URL(plan.url)
const newId = commandIds()
const latencies: number[] = []
const failures: Record<string, number> = {}
let left = plan.count ?? Number.POSITIVE_INFINITY
/** One client: sends its next request and says whether the answer was the one expected, or what it was. */
interface Client {
  exchange(commandId: string): Promise<true | string>
  close(): void
}

async function httpClient(token: string): Promise<Client> {
  const connection = await connect(url.hostname, Number(url.port))
  const request = postRequest(url, token, plan.body)
  const place = request.indexOf(idPlace)
  return {
    async exchange(commandId) {
      if (place >= 0) request.write(commandId, place, 'latin1')
      const { status, body } = await connection.exchange(request)
      return status === plan.expect ? true : `${status} ${body.slice(0, 200)}`
    },
    close: connection.close,
  }
}

async function socketClient(token: string): Promise<Client> {
  const socket = await openRawSocket(url.origin, token, head)
  const message = frameOf(Buffer.from(plan.body))
  const place = message.indexOf(idPlace)
  return {
    async exchange(commandId) {
      message.write(commandId, place, 'latin1')
      const answer = await socket.exchange(message)
      return answer.startsWith('{"type":"result"') ? true : answer.slice(0, 200)
    },
    close: socket.close,
  }
}

const tokenOf = (index: number) => plan.tokens[index % plan.tokens.length] ?? ''
// A page that was here a moment ago: sockets are not measured by how fast they send the whole state.
const opensSockets = plan.door === 'socket' || plan.listeners !== undefined
const head = opensSockets ? await headOf(url.origin, tokenOf(0)) : 0
const listeners = await Promise.all(
  Array.from({ length: plan.listeners ?? 0 }, (_, index) => openRawSocket(url.origin, tokenOf(index), head)),
)
const openClient = plan.door === 'socket' ? socketClient : httpClient
const clients = await Promise.all(
  Array.from({ length: plan.clients }, (_, index) => openClient(tokenOf(index))),
)
const started = performance.now()
const until = started + (plan.seconds ?? Number.POSITIVE_INFINITY) * 1_000
await Promise.all(
  clients.map(async (client) => {
    while (left > 0) {
      left -= 1
      const sent = performance.now()
      if (sent >= until) break
      const answer = await client.exchange(newId())
      if (answer === true) latencies.push(Math.round((performance.now() - sent) * 1_000))
      else failures[answer] = (failures[answer] ?? 0) + 1
    }
    client.close()
  }),
)
for (const listener of listeners) listener.close()
const result: LoadResult = { seconds: (performance.now() - started) / 1_000, latencies, failures }
process.stdout.write(JSON.stringify(result))
