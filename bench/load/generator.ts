/** A load generator in a process of its own: closed loop, one request at a time on each keep-alive connection. */
import { text } from 'node:stream/consumers'
import { commandIds, idPlace } from './command_ids.ts'
import { connect, postRequest } from './connection.ts'
import type { LoadPlan, LoadResult } from './load.ts'

const plan: LoadPlan = JSON.parse(await text(process.stdin))
const url = new URL(plan.url)
const newId = commandIds()
const latencies: number[] = []
const failures: Record<string, number> = {}
let left = plan.count ?? Number.POSITIVE_INFINITY
const started = performance.now()
const until = started + (plan.seconds ?? Number.POSITIVE_INFINITY) * 1_000

const connections = await Promise.all(
  Array.from({ length: plan.clients }, () => connect(url.hostname, Number(url.port))),
)
await Promise.all(
  connections.map(async (connection, index) => {
    const token = plan.tokens[index % plan.tokens.length] ?? ''
    const request = postRequest(url, token, plan.body)
    const place = request.indexOf(idPlace)
    while (left > 0) {
      left -= 1
      if (place >= 0) request.write(newId(), place, 'latin1')
      const sent = performance.now()
      if (sent >= until) break
      const { status, body } = await connection.exchange(request)
      if (status === plan.expect) latencies.push(Math.round((performance.now() - sent) * 1_000))
      else
        failures[`${status} ${body.slice(0, 200)}`] = (failures[`${status} ${body.slice(0, 200)}`] ?? 0) + 1
    }
    connection.close()
  }),
)
const result: LoadResult = { seconds: (performance.now() - started) / 1_000, latencies, failures }
process.stdout.write(JSON.stringify(result))
