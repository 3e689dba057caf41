import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EventStore, genesisHash, verifyChain } from '#hub'
import { endPrograms, startProgram } from './support/hub_program.ts'
import { liveOn, newLife, openUp, smallCentre } from './support/life.ts'
import { brokenAt, hashOf, type Row, rowsOf } from './support/log_of.ts'
import { newPlace } from './support/place.ts'
import { seeded, sizes } from './support/random.ts'
import { keep } from './support/table.ts'

afterAll(endPrograms)

/** A change of one record, or of its place; null where there is nothing to change. */
type Tampering = (rows: readonly Row[], at: number, random: () => number) => readonly Row[] | null

const replaced = (rows: readonly Row[], at: number, change: (row: Row) => Row): readonly Row[] =>
  rows.map((row, index) => (index === at ? change(row) : row))

function flipped(text: string, random: () => number): string {
  const at = Math.floor(random() * text.length)
  return `${text.slice(0, at)}${text[at] === '1' ? '2' : '1'}${text.slice(at + 1)}`
}

/** Another value under one of the members of a record's data; the JSON stays JSON. */
function otherData(row: Row): Row {
  const data: Record<string, unknown> = JSON.parse(row.data)
  return { ...row, data: JSON.stringify({ ...data, forged: true }) }
}

const renumbered = (rows: readonly Row[]) => rows.map((row, index) => ({ ...row, revision: index + 1 }))

const tamperings: Readonly<Record<string, Tampering>> = {
  'its time is changed': (rows, at, random) =>
    replaced(rows, at, (row) => ({ ...row, at: flipped(row.at, random) })),
  'its type is changed': (rows, at) => replaced(rows, at, (row) => ({ ...row, type: `${row.type}2` })),
  'its data is changed': (rows, at) => replaced(rows, at, otherData),
  'its number is changed': (rows, at) =>
    replaced(rows, at, (row) => ({ ...row, revision: row.revision + 1 })),
  'its hash is changed': (rows, at, random) =>
    replaced(rows, at, (row) => ({ ...row, hash: flipped(row.hash, random) })),
  'its link is changed': (rows, at, random) =>
    replaced(rows, at, (row) => ({ ...row, prevHash: flipped(row.prevHash, random) })),
  'its data is changed and its hash made anew': (rows, at) =>
    at === rows.length - 1
      ? null
      : replaced(rows, at, (row) => {
          const forged = otherData(row)
          return { ...forged, hash: hashOf(forged) }
        }),
  'it is taken out': (rows, at) =>
    at === rows.length - 1 ? null : renumbered(rows.filter((_, index) => index !== at)),
  'it is taken out and its number left': (rows, at) =>
    at === rows.length - 1 ? null : rows.filter((_, index) => index !== at),
  'it is there twice': (rows, at) =>
    renumbered(rows.flatMap((row, index) => (index === at ? [row, row] : [row]))),
  'it changes places with the next': (rows, at) => {
    const [one, next] = [rows[at], rows[at + 1]]
    if (one === undefined || next === undefined) return null
    return renumbered(
      replaced(
        replaced(rows, at, () => next),
        at + 1,
        () => one,
      ),
    )
  },
}

const storeOf = (rows: readonly Row[]): EventStore =>
  ({
    eventsAfter: async (after: number, limit: number) => {
      const from = rows.findIndex(({ revision }) => revision > after)
      const page = from < 0 ? [] : rows.slice(from, from + limit)
      return page.map((row) => ({ ...row, data: JSON.parse(row.data) }))
    },
  }) as unknown as EventStore

const headOf = (rows: readonly Row[]) => rows.at(-1)?.hash ?? genesisHash

describe('a log somebody has tampered with', () => {
  let place: ReturnType<typeof newPlace>
  let rows: readonly Row[] = []
  beforeAll(async () => {
    place = newPlace(smallCentre)
    const hub = await startProgram(place)
    const patience = { isAlive: () => true, insists: false }
    await openUp(hub.url ?? '', patience)
    await liveOn(hub.url ?? '', newLife(), patience, sizes.visitors)
    await hub.end('SIGTERM')
    const database = new Database(join(place.data, 'hub.db'))
    rows = rowsOf(database)
    database.close()
  })
  afterAll(() => place?.remove())

  test('is sound before', async () => {
    expect(rows.length).toBeGreaterThan(sizes.visitors)
    expect(brokenAt(rows)).toBeNull()
    expect((await verifyChain(storeOf(rows))).ok).toBe(true)
  })

  test('is found out, whatever was done to whichever record, by the hub and by a stranger', async () => {
    const random = seeded(sizes.seed)
    const missed: string[] = []
    let tried = 0
    for (const [what, tamper] of Object.entries(tamperings)) {
      for (const at of rows.keys()) {
        const forged = tamper(rows, at, random)
        if (forged === null) continue
        tried += 1
        const [byHub, byStranger] = [(await verifyChain(storeOf(forged))).ok, brokenAt(forged) === null]
        if (byHub || byStranger) missed.push(`${at + 1}: ${what}`)
      }
    }
    keep('7-tamper', {
      what: 'a record of the log changed, taken out, doubled, or moved',
      tried,
      unit: 'tamperings',
      broken: missed.length,
      isControl: false,
      note: `each of ${rows.length} records in ${Object.keys(tamperings).length} ways, looked at by the hub's own check and by another; seed ${sizes.seed}`,
    })
    expect(missed).toEqual([])
  })

  test('whose end is cut off, or all of which is written anew, holds in itself: only a hash kept elsewhere tells', async () => {
    const anchor = headOf(rows)
    for (let kept = rows.length - 1; kept >= 0; kept -= 1) {
      const cut = rows.slice(0, kept)
      expect(brokenAt(cut)).toBeNull()
      expect(headOf(cut)).not.toBe(anchor)
    }
    let before = genesisHash
    const anew = rows.map((row, index) => {
      const forged = { ...(index === 0 ? otherData(row) : row), prevHash: before }
      before = hashOf(forged)
      return { ...forged, hash: before }
    })
    expect(await verifyChain(storeOf(anew))).toMatchObject({ ok: true })
    expect(headOf(anew)).not.toBe(anchor)
  })

  test('cannot be changed through SQL by accident: the table itself refuses', () => {
    const database = new Database(join(place.data, 'hub.db'))
    expect(() => database.exec("UPDATE events SET type = 'X' WHERE revision = 1")).toThrow()
    expect(() => database.exec('DELETE FROM events WHERE revision = 1')).toThrow()
    database.close()
  })
})
