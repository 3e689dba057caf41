import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { ulid } from 'ulid'
import { z } from 'zod'
import type { HandoverFile } from '#protocol'
import { readHandover } from './epoch/handover.ts'

const partLength = 40_000

async function post(url: string, token: string | null, body: unknown): Promise<unknown> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  })
  const json: unknown = await answer.json()
  if (answer.ok) return json
  throw new Error(z.looseObject({ detail: z.string() }).parse(json).detail)
}

/** Sends a handover to the hub that took over, in parts its doors take. */
async function send(file: HandoverFile, address: string): Promise<void> {
  const api = `${address.replace(/\/$/, '')}/api/v1`
  const { CIVIC_HALL_USER: username = '', CIVIC_HALL_PASSWORD: password = '' } = process.env
  const session = z
    .looseObject({ token: z.string() })
    .parse(await post(`${api}/sessions`, null, { username, password }))
  const text = gzipSync(JSON.stringify(file)).toString('base64')
  const parts = text.match(new RegExp(`.{1,${partLength}}`, 'g')) ?? []
  const id = ulid()
  for (const [part, each] of parts.entries())
    await post(`${api}/handovers`, session.token, { id, part, of: parts.length, text: each })
}

/** `npm run handover`: writes down what a replaced hub alone had, and sends it to the one that took over. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { data: { type: 'string' }, to: { type: 'string' } } })
  if (values.data === undefined)
    throw new Error(
      'npm run handover -- --data <folder of the old hub> [--to <address of the new hub>], with CIVIC_HALL_USER and CIVIC_HALL_PASSWORD of an administrator there',
    )
  const folder = resolve(values.data)
  const read = readHandover(folder)
  if (!read.ok) throw new Error(read.error)
  const { events, tickets, fromRevision, site } = read.value
  const file = join(folder, `handover-${site}-r${fromRevision}.json`)
  writeFileSync(file, JSON.stringify(read.value), { mode: 0o600 })
  process.stdout.write(
    `${events.length} events after revision ${fromRevision}, ${tickets.length} tickets among them: ${file}\n`,
  )
  if (values.to === undefined) return
  await send(read.value, values.to)
  process.stdout.write('Handed over: settle it in the console of the new hub, under 备份 (Backups).\n')
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
