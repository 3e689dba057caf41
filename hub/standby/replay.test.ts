import type { KeyObject } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openToRead } from '#sqlite'
import { fictionalIdNumber, type TestCentre, withCentre } from '#testing'
import { baseParcel, boxNames, type LogParcel, logParcel, unpack } from './parcel.ts'
import { openRecoveryKey } from './recovery_key.ts'
import { rebuild } from './replay.ts'
import { openBox } from './sealed_box.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'civic-replay-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Names the first kiosk a standby; returns the key. */
async function withStandby(centre: TestCentre): Promise<KeyObject> {
  const admin = await centre.staff('wu')
  const standby = { params: { id: 'kiosk-1' }, body: { standby: true } }
  expect(await admin.refusal('nameStandby', standby)).toBe('recovery-key-missing')
  const { key } = await admin.granted('makeRecoveryKey')
  await admin.granted('confirmRecoveryKey', { body: { key } })
  await admin.granted('nameStandby', standby)
  const opened = openRecoveryKey(key)
  if (!opened.ok) throw new Error(opened.error)
  return opened.value
}

async function aDay(centre: TestCentre): Promise<void> {
  const commandId = () => centre.commandId()
  const kiosk = centre.device('guide-1')
  const visitor = (order: number) => ({
    idNumber: fictionalIdNumber(order),
    name: '张示三',
    phone: '13800000000',
  })
  for (let order = 0; order < 12; order += 1)
    await kiosk.granted('issueTicket', {
      body: { serviceId: 'LC', visitor: visitor(order), commandId: commandId() },
    })
  const zhao = await centre.staff('zhao')
  const at = (body: object) =>
    zhao.granted('counterCommand', { params: { counterId: '1' }, body: { ...body, commandId: commandId() } })
  await at({ type: 'open' })
  for (let served = 0; served < 4; served += 1) {
    centre.clock.advance(60_000)
    await at({ type: 'call-next' })
    await at({ type: 'arrive' })
    if (served === 2) await at({ type: 'transfer', serviceId: 'LA', note: '请同事接着办' })
    else await at({ type: 'finish' })
  }
}

/** What a link to the city leaves behind: a refusal, a notice nobody has read, a pause. */
async function atTheCity(centre: TestCentre): Promise<void> {
  const { rows } = centre.hub()
  await rows.change(
    `INSERT INTO city_parked VALUES (7, 'ticket-1', 'TICKET_EVENT', 'TicketCalled', '2026-03-02T01:00:00.000Z',
      302, 'never heard of it', 'parked', 1, 0, NULL, NULL)`,
  )
  await rows.change(
    `INSERT INTO city_inbox VALUES (3, 'NOTICE', 'n-1', '2026-03-02T01:00:00.000Z', '{}', 'new', NULL)`,
  )
  await rows.change(`INSERT INTO city_notes VALUES ('paused', 'true')`)
}

/** Follows the hub as a standby does, to the end of its log. */
async function follow(centre: TestCentre, key: KeyObject) {
  const parcels: LogParcel[] = []
  let [after, hash, base] = [0, '', '']
  let sealed = ''
  for (;;) {
    const query = { after: String(after), hash, base }
    const reply = await centre.device('kiosk-1').granted('followAsStandby', { query })
    expect(reply.follows).toBe(true)
    if (reply.base !== null) {
      base = reply.base.mark
      sealed = reply.base.sealed
    }
    if (reply.log === null) break
    const box = Buffer.from(reply.log, 'base64')
    parcels.push(logParcel.parse(unpack(openBox(key, boxNames.log(reply.site, after, reply.to), box))))
    after = reply.to
    hash = reply.toHash
  }
  const open = openBox(key, boxNames.base('site-test'), Buffer.from(sealed, 'base64'))
  return { parcels, base: baseParcel.parse(unpack(open)), end: { after, hash, base } }
}

const tables = [
  ...['events', 'tickets', 'commands', 'visits', 'vault', 'devices', 'staff_secrets'],
  ...['city_parked', 'city_inbox', 'city_notes'],
] as const

function rowsOf(file: string) {
  const database = openToRead(file)
  const rows = tables.map((table) => [
    table,
    // Of commands only those that made events go with the log; wrong passwords are counted anew.
    database
      .prepare(
        table === 'commands'
          ? 'SELECT * FROM commands WHERE id IN (SELECT command_id FROM events) ORDER BY 1'
          : `SELECT * FROM ${table} ORDER BY 1, 2`,
      )
      .all(),
  ])
  database.close()
  return Object.fromEntries(rows)
}

test('a database made anew from what a standby got is the old one, row for row', async () => {
  await withCentre({}, async (centre) => {
    const key = await withStandby(centre)
    await aDay(centre)
    await atTheCity(centre)
    const { parcels, base } = await follow(centre, key)
    const file = join(folder, 'hub.db')
    const target = rebuild(file)
    for (const parcel of parcels) target.add(parcel)
    target.finish(base, [])
    expect(target.end().head).toBe(centre.hub().centre.head())
    target.close()
    expect(rowsOf(file)).toEqual(rowsOf(join(centre.folder, 'hub.db')))
    expect(Buffer.from(base.keys, 'base64')).toEqual(readFileSync(join(centre.folder, 'keys', 'vault.json')))
  })
})

test('a log that was changed, cut or put in another order is not taken', async () => {
  await withCentre({}, async (centre) => {
    const key = await withStandby(centre)
    await aDay(centre)
    const { parcels } = await follow(centre, key)
    const [parcel] = parcels
    if (parcel === undefined) throw new Error('there is a log')
    const { events } = parcel
    const changed: Readonly<Record<string, LogParcel['events']>> = {
      data: events.map((event, place) =>
        place === 9 ? { ...event, data: event.data.replace('"', '" ') } : event,
      ),
      time: events.map((event, place) =>
        place === 9 ? { ...event, at: '2026-01-01T00:00:00.000Z' } : event,
      ),
      cut: events.filter((_, place) => place !== 9),
      order: [...events.slice(0, 8), ...events.slice(8, 10).reverse(), ...events.slice(10)],
    }
    for (const [name, altered] of Object.entries(changed)) {
      const target = rebuild(join(folder, `${name}.db`))
      expect(() => target.add({ ...parcel, events: altered }), name).toThrow(/breaks at revision/)
      target.close()
    }
  })
})

test('a standby of another log is told so; a machine no longer wanted is refused; the base changes with the ways in', async () => {
  await withCentre({}, async (centre) => {
    const key = await withStandby(centre)
    const { end } = await follow(centre, key)
    const ask = (query: Readonly<Record<string, string>>) =>
      centre.device('kiosk-1').granted('followAsStandby', { query })
    const here = { after: String(end.after), hash: end.hash, base: end.base }
    expect(await ask(here)).toMatchObject({ follows: true, log: null, base: null })
    expect(await ask({ ...here, hash: 'f'.repeat(64) })).toMatchObject({ follows: false, log: null })
    expect(await ask({ ...here, after: '999' })).toMatchObject({ follows: false })
    const admin = await centre.staff('wu')
    expect((await admin.granted('backupStatus')).standbys).toEqual([
      { deviceId: 'kiosk-1', held: end.after, seenAt: expect.any(String) },
    ])
    await admin.granted('revokeDevice', { params: { id: 'pad-3' } })
    const { base } = await ask(here)
    expect(base).not.toBeNull()
    const held = { ...here, base: base?.mark ?? '' }
    expect((await ask(held)).base).toBeNull()
    await atTheCity(centre)
    centre.clock.advance(60_000)
    expect((await ask(held)).base).not.toBeNull()
    await admin.granted('nameStandby', { params: { id: 'kiosk-1' }, body: { standby: false } })
    expect(await centre.device('kiosk-1').refusal('followAsStandby', { query: here })).toBe('forbidden')
  })
})
