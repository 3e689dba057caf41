import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Clock } from '#basics'
import { ok, type Result } from '#basics'
import { type Refusal, refuse } from '#domain'
import type { BackupStatus, StandbyReply } from '#protocol'
import type { Identity } from '../access/identify.ts'
import type { Centre } from '../core/centre.ts'
import { genesisHash } from '../store/chain.ts'
import type { CarriedCityTable } from '../store/city_tables.ts'
import type { Rows } from '../store/rows.ts'
import type { Custody } from './custody.ts'
import { type BaseParcel, boxNames, type LogParcel, pack, type VaultRow } from './parcel.ts'
import { sealBox } from './sealed_box.ts'

/** Gives standbys what another hub would need, and knows how far each is. */
export interface StandbyDesk {
  follow(
    identity: Identity | null,
    query: { readonly after: number; readonly hash: string; readonly base: string },
  ): Promise<Result<StandbyReply, Refusal>>
  name(deviceId: string, isStandby: boolean): Promise<Result<void, Refusal>>
  standbys(): Promise<BackupStatus['standbys']>
}

/** What the desk works with. */
export interface StandbyDeskOptions {
  readonly rows: Rows
  readonly centre: Centre
  readonly custody: Custody
  /** Null where keys are kept in memory only: such a hub has no standbys. */
  readonly keyFile: string | null
  readonly clock: Clock
}

const page = 500
/** The foundation is sent anew so often: what was purged here is then gone there. */
const baseMs = 3_600_000
/** … and this long after something the city refused or sent has changed. */
const cityMs = 60_000
const prefix = 'standby:'

type EventRow = LogParcel['events'][number]
const eventSql = `SELECT revision, at, type, data, prev_hash AS "prevHash", hash, command_id AS "commandId", actor
  FROM events WHERE revision > $1 ORDER BY revision LIMIT $2`
const vaultSql = `SELECT ref, kind, field, algorithm, key_id AS "keyId", nonce, sealed, lookup, at FROM vault`

type StoredVaultRow = Omit<VaultRow, 'nonce' | 'sealed'> & { nonce: Uint8Array; sealed: Uint8Array }
const portable = (row: StoredVaultRow): VaultRow => ({
  ...row,
  nonce: Buffer.from(row.nonce).toString('base64'),
  sealed: Buffer.from(row.sealed).toString('base64'),
})

/** References of sealed words and people in an event: every member whose name ends so. */
const refsIn = (data: string) => [...data.matchAll(/"\w+Ref":"([^"]+)"/g)].map(([, ref = '']) => ref)

async function logAfter(rows: Rows, site: string, after: number): Promise<LogParcel> {
  const events = await rows.all<EventRow>(eventSql, after, page)
  const results: LogParcel['results'] = []
  for (const id of new Set(events.map(({ commandId }) => commandId)))
    results.push(
      ...(await rows.all<LogParcel['results'][number]>(
        'SELECT id, fingerprint, outcome, at FROM commands WHERE id = $1',
        id,
      )),
    )
  return { site, events, results }
}

async function peopleOf(rows: Rows, { events }: LogParcel): Promise<readonly VaultRow[]> {
  const people: VaultRow[] = []
  for (const ref of new Set(events.flatMap(({ data }) => refsIn(data))))
    people.push(...(await rows.all<StoredVaultRow>(`${vaultSql} WHERE ref = $1`, ref)).map(portable))
  return people
}

async function waysIn(rows: Rows): Promise<Pick<BaseParcel, 'devices' | 'secrets'>> {
  return {
    devices: await rows.all(
      `SELECT id, role, name, counter_id AS "counterId", token_hash AS "tokenHash", enrolled_at AS "enrolledAt"
       FROM devices ORDER BY id`,
    ),
    secrets: await rows.all('SELECT staff_id AS "staffId", password FROM staff_secrets ORDER BY staff_id'),
  }
}

/** What the link to the city keeps besides its place in the log. */
async function cityRows(rows: Rows): Promise<BaseParcel['city']> {
  const all = (table: CarriedCityTable) =>
    rows.all<BaseParcel['city'][CarriedCityTable][number]>(`SELECT * FROM ${table} ORDER BY 1`)
  return {
    city_parked: await all('city_parked'),
    city_inbox: await all('city_inbox'),
    city_notes: await all('city_notes'),
  }
}

/** What of it people or the city have to deal with: the last receipt alone, which every message changes, is no news. */
const cityMark = ({ city_notes, ...waiting }: BaseParcel['city']) => ({
  ...waiting,
  paused: city_notes.find(({ name }) => name === 'paused')?.value ?? null,
})

/** Makes the desk of a hub. */
export function standbyDesk(options: StandbyDeskOptions): StandbyDesk {
  const { rows, centre, custody, keyFile, clock } = options
  const seen = new Map<string, { held: number; at: number }>()
  const site = () => centre.state().site?.id ?? ''

  const named = async () => {
    const sql = `SELECT name FROM cursors WHERE name LIKE '${prefix}%' AND value = 1 ORDER BY name`
    return (await rows.all<{ name: string }>(sql)).map(({ name }) => name.slice(prefix.length))
  }
  const follows = async (after: number, given: string) => {
    if (after === 0) return true
    const sql = 'SELECT hash FROM events WHERE revision = $1'
    return (await rows.all<{ hash: string }>(sql, after))[0]?.hash === given
  }
  let city = { minute: -1, mark: '' }
  /** A digest of what the link to the city keeps, made anew each minute: a flood of refusals is not sent row by row. */
  const cityNow = async (): Promise<string> => {
    const minute = Math.floor(clock.now() / cityMs)
    if (minute !== city.minute)
      city = { minute, mark: hash('sha256', JSON.stringify(cityMark(await cityRows(rows)))) }
    return city.mark
  }
  /** The foundation, unless the standby holds the present one. */
  const base = async (file: string, publicKey: string, held: string): Promise<StandbyReply['base']> => {
    const ways = await waysIn(rows)
    const present = { publicKey, ways, hour: Math.floor(clock.now() / baseMs), city: await cityNow() }
    const mark = hash('sha256', JSON.stringify(present), 'base64url').slice(0, 22)
    if (mark === held) return null
    const cursors = await rows.all<BaseParcel['cursors'][number]>(
      `SELECT name, value FROM cursors WHERE name <> 'probe' AND name NOT LIKE 'fenced-%' ORDER BY name`,
    )
    // After the cursors: what was refused or came in before them is among these rows.
    const link = await cityRows(rows)
    const vault = (await rows.all<StoredVaultRow>(vaultSql)).map(portable)
    const keys = readFileSync(file).toString('base64')
    const parcel: BaseParcel = { site: site(), ...ways, cursors, city: link, vault, keys }
    return { mark, sealed: sealBox(publicKey, boxNames.base(site()), pack(parcel)).toString('base64') }
  }

  return {
    async follow(identity, { after, hash: given, base: heldBase }) {
      const deviceId = identity?.kind === 'device' ? identity.deviceId : ''
      if (!(await named()).includes(deviceId)) return refuse('forbidden')
      const publicKey = custody.publicKey()
      if (publicKey === null || keyFile === null) return refuse('recovery-key-missing')
      await centre.readable()
      const here = { site: site(), epoch: centre.state().epoch, head: centre.head() }
      const nothing = { to: 0, toHash: genesisHash, log: null, base: null, people: null }
      if (!(await follows(after, given))) return ok({ ...here, ...nothing, follows: false })
      seen.set(deviceId, { held: after, at: clock.now() })
      const parcel = await logAfter(rows, here.site, after)
      const last = parcel.events.at(-1)
      const seal = (what: string, content: unknown) =>
        sealBox(publicKey, what, pack(content)).toString('base64')
      const to = last?.revision ?? after
      const fresh = await base(keyFile, publicKey, heldBase)
      const people = fresh === null ? await peopleOf(rows, parcel) : []
      return ok({
        ...here,
        ...{ follows: true, to, toHash: last?.hash ?? given },
        log: last === undefined ? null : seal(boxNames.log(here.site, after, to), parcel),
        base: fresh,
        people: people.length === 0 ? null : seal(boxNames.people(here.site), { vault: people }),
      })
    },
    async name(deviceId, isStandby) {
      if (isStandby && custody.publicKey() === null) return refuse('recovery-key-missing')
      const known = await rows.all('SELECT id FROM devices WHERE id = $1', deviceId)
      if (known.length === 0) return refuse('not-found')
      await rows.change(
        `INSERT INTO cursors (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
        prefix + deviceId,
        isStandby ? 1 : 0,
      )
      return ok(undefined)
    },
    async standbys() {
      return (await named()).map((deviceId) => {
        const last = seen.get(deviceId)
        const seenAt = last === undefined ? null : new Date(last.at).toISOString()
        return { deviceId, held: last?.held ?? null, seenAt }
      })
    },
  }
}
