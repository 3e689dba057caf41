/**
 * A helper program as a vendor's would be, for tests: it plays a reader whose cards come from its control lines
 * and speaks the contract over standard input and output. `CIVIC_HALL_HELPER_WAYS` names ways it misbehaves.
 * Run: node reference_helper.fixture.ts
 */
import { Buffer } from 'node:buffer'
import { createInterface } from 'node:readline'
import { goldenArea } from '../golden.fixture.ts'

const ways = new Set((process.env.CIVIC_HALL_HELPER_WAYS ?? '').split(','))
const say = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`)
const area = Buffer.from(goldenArea).toString('base64')

if (!ways.has('no-hello')) {
  const version = ways.has('old-version') ? 7 : 1
  say({ v: version, hello: { family: 'id-card', name: 'reference helper', version: '1.0' } })
}
if (ways.has('garbage')) process.stdout.write('loading sdtapi.dll …\r\n{"v":1,\n\u0000\u0001\n')

let reads = 0
for await (const line of createInterface({ input: process.stdin })) {
  const { id, do: action, placement } = JSON.parse(line)
  if (action === 'status') say({ v: 1, id, ok: { reader: 'ready', serial: 'REF-1' } })
  if (action === 'poll') say({ v: 1, id, ok: { placement: `card-${process.pid}` } })
  if (action !== 'read') continue
  reads += 1
  if (ways.has('crash')) process.exit(3)
  if (ways.has('hang')) continue
  if (ways.has('half-line')) {
    process.stdout.write(`{"v":1,"id":${id},"ok":{"placement":"`)
    process.exit(0)
  }
  if (ways.has('fail-once') && reads === 1) say({ v: 1, id, error: { code: 'read-failed' } })
  else say({ v: 1, id, ok: { placement, area } })
}
