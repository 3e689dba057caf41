import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '#sqlite'
import { migrations } from './store/migrations.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'civic-newer-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a hub on the database of a newer program ends at once, and says what to do in one line', async () => {
  const file = join(folder, 'hub.db')
  openDatabase({ file, migrations: [...migrations, 'SELECT 1'] }).close()
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { ...process.env, CIVIC_HALL_PORT: '0', CIVIC_HALL_DATA: folder, CIVIC_HALL_LOG: 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [code, said, ready] = await Promise.all([
    new Promise((resolve) => child.once('exit', resolve)),
    text(child.stderr),
    text(child.stdout),
  ])
  const known = migrations.length
  expect(said).toBe(
    `The database ${file} was written by a newer program (schema ${known + 1}, this program knows ${known}). ` +
      'Start the newer program again, or restore the backup that was made before it was installed.\n',
  )
  expect({ code, ready }).toEqual({ code: 1, ready: '' })
}, 20_000)
