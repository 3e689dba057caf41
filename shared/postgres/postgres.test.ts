import { afterAll, describe, expect, test } from 'vitest'
import { startTestPostgres } from '#testing'
import { type ConnectionSettings, openPool, placeOf, transaction } from './index.ts'

const settings: ConnectionSettings = { program: 'test', statementMs: 5_000, idleInTransactionMs: 0 }
const server = await startTestPostgres()
afterAll(() => server?.close())

test('a place names no user and no password', () => {
  const url = 'postgres://hub:secret@db.example:5433/centre?sslmode=require'
  expect(placeOf(url)).toBe('db.example:5433/centre')
  expect(() => placeOf('not an address')).toThrow(TypeError)
})

test('work on a server that is not there is not begun', async () => {
  // Nobody listens on the port of the discard service.
  const pool = openPool('postgres://hub:secret@127.0.0.1:9/centre', settings)
  let hasBegun = false
  const work = transaction(pool, async () => {
    hasBegun = true
  })
  await expect(work).rejects.toThrow(/ECONNREFUSED/)
  expect(hasBegun).toBe(false)
  await pool.end()
})

describe.skipIf(server === null)('on a real server', { timeout: 60_000 }, () => {
  const fresh = async (options = '') => {
    const url = await (server?.freshDatabase() ?? Promise.reject(new Error('no server')))
    return openPool(url + options, settings)
  }

  test('a commit waits for the disk, whatever the address asks for; large numbers are numbers', async () => {
    const pool = await fresh('?options=-c%20synchronous_commit%3Doff%20-c%20work_mem%3D5MB')
    const { rows } = await pool.query(
      `SELECT current_setting('synchronous_commit') AS commit, current_setting('work_mem') AS memory,
         1234567890123::bigint AS number`,
    )
    expect(rows).toEqual([{ commit: 'on', memory: '5MB', number: 1_234_567_890_123 }])
    await pool.end()
  })

  test('work that fails leaves nothing behind, and its connection goes on', async () => {
    const pool = await fresh()
    await pool.query('CREATE TABLE marks (mark integer)')
    const failing = transaction(pool, async (client) => {
      await client.query('INSERT INTO marks VALUES (1)')
      throw new Error('half done')
    })
    await expect(failing).rejects.toThrow('half done')
    await transaction(pool, async (client) => void (await client.query('INSERT INTO marks VALUES (2)')))
    expect((await pool.query('SELECT mark FROM marks')).rows).toEqual([{ mark: 2 }])
    expect(pool.totalCount).toBe(1)
    await pool.end()
  })
})
