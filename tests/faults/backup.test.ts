import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { withCentre } from '#testing'
import { backupsIn } from '../../hub/backup/manifest.ts'
import { check } from '../../hub/backup/restore.ts'
import { hasStrace, type MutatingCall, type Point } from './support/strace.ts'
import { keep } from './support/table.ts'

const program = join(import.meta.dirname, 'support', 'take_backup.ts')
const now = Date.parse('2026-03-02T01:30:00Z')
const work = '.unfinished-20260302T013000Z'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'civic-backup-fault-'))
  mkdirSync(join(folder, 'backups'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Leaves the database of a small centre that has stopped; returns its file. */
async function someCentre(use: (file: string) => Promise<void>): Promise<void> {
  await withCentre({}, async (centre) => {
    for (let tickets = 0; tickets < 40; tickets += 1)
      await centre.device('kiosk-1').granted('issueTicket', {
        body: { serviceId: 'LC', commandId: centre.commandId() },
      })
    await centre.hub().close()
    await use(join(centre.folder, 'hub.db'))
  })
}

/** Takes a backup under strace, struck at a point of what it writes. */
function struck(file: string, { call, nth, effect, lasts }: Point): { code?: string; name?: string } | null {
  const backups = join(folder, 'backups')
  const written = ['', 'hub.db', 'hub.db-journal', 'manifest.json.new', 'manifest.json'].map((name) =>
    join(backups, work, name),
  )
  const paths = [backups, ...written].flatMap((path) => ['-P', path])
  const inject = `inject=${call}:${effect}:when=${nth}${lasts ? '+' : ''}`
  const strace = ['-f', '-qq', '-o', '/dev/null', ...paths, '-e', `trace=${call}`, '-e', inject]
  const ran = spawnSync('strace', [...strace, process.execPath, program, file, backups, String(now)], {
    encoding: 'utf8',
  })
  return ran.stdout === '' ? null : JSON.parse(ran.stdout)
}

/** What there is to restore after a blow, and whether a next backup comes about. */
async function standing(file: string): Promise<{ sound: boolean; goesOn: boolean }> {
  const found = backupsIn(join(folder, 'backups'))
  const sound = (await Promise.all(found.map(check))).every(({ ok }) => ok)
  const next = spawnSync(process.execPath, [program, file, join(folder, 'backups'), String(now + 1_000)], {
    encoding: 'utf8',
  })
  const after = backupsIn(join(folder, 'backups'))
  return { sound, goesOn: next.status === 0 && after.length === found.length + 1 }
}

const calls: readonly MutatingCall[] = ['pwrite64', 'write', 'fsync', 'rename', 'mkdir']
const sweep = (effect: Point['effect'], lasts: boolean): readonly Point[] =>
  calls.flatMap((call) =>
    (call === 'pwrite64' ? [1, 2, 5, 20, 60] : [1, 2, 3]).map((nth) => ({ call, nth, effect, lasts })),
  )

describe.skipIf(!hasStrace)('a backup that is struck while it is written', () => {
  test('killed at any call, it is no backup or a whole one, and the next one comes about', async () => {
    await someCentre(async (file) => {
      const points = sweep('signal=KILL', false)
      let killed = 0
      const wrong: string[] = []
      for (const point of points) {
        // Either program may be the one that dies: the one that copies, or the one that asked for it.
        if (struck(file, point)?.name === undefined) killed += 1
        const { sound, goesOn } = await standing(file)
        if (!sound || !goesOn) wrong.push(JSON.stringify(point))
        rmSync(join(folder, 'backups'), { recursive: true })
        mkdirSync(join(folder, 'backups'))
      }
      keep('9-backup-killed', {
        what: 'a backup killed while it is written',
        tried: killed,
        unit: 'kills',
        broken: wrong.length,
        isControl: false,
        note: `${points.length} points`,
      })
      expect(wrong).toEqual([])
      expect(killed).toBeGreaterThan(8)
    })
  }, 240_000)

  test('a full disk is said to be one, leaves no backup, and the next one comes about', async () => {
    await someCentre(async (file) => {
      let refused = 0
      const wrong: string[] = []
      for (const point of sweep('error=ENOSPC', true)) {
        const said = struck(file, point)
        if (said?.code !== undefined) {
          refused += 1
          const isFull =
            said.code === 'ENOSPC' || said.code === 'SQLITE_FULL' || /^SQLITE_IOERR/.test(said.code)
          if (!isFull || backupsIn(join(folder, 'backups')).length > 0)
            wrong.push(JSON.stringify({ point, said }))
        }
        const { sound, goesOn } = await standing(file)
        if (!sound || !goesOn) wrong.push(JSON.stringify(point))
        rmSync(join(folder, 'backups'), { recursive: true })
        mkdirSync(join(folder, 'backups'))
      }
      keep('9-backup-full', {
        what: 'a backup on a disk that is full',
        tried: refused,
        unit: 'refusals',
        broken: wrong.length,
        isControl: false,
        note: '',
      })
      expect(wrong).toEqual([])
      expect(refused).toBeGreaterThan(6)
    })
  }, 240_000)
})
