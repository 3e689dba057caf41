import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
let folder = ''

/** Laid out as an installation is: the tools beside the programs, Node beside both; blanks as in 'Civic Hall'. */
beforeAll(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'civic-tools-')), 'Civic Hall')
  for (const part of ['node', 'suite']) mkdirSync(join(folder, part), { recursive: true })
  symlinkSync(process.execPath, join(folder, 'node', 'node'))
  cpSync(join(root, 'resources', 'tools'), join(folder, 'suite'), { recursive: true })
  for (const part of ['hub', 'scripts']) symlinkSync(join(root, part), join(folder, 'suite', part))
})
afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }))

const run = (...parameters: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(join(folder, 'suite', 'civic-hall-tool'), parameters, {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin' },
  })
  return { status, said: stdout + stderr }
}

test.skipIf(process.platform === 'win32')('each command of an installed machine reaches its program', () => {
  expect(run('promote')).toMatchObject({ status: 2, said: expect.stringContaining('--agent-data') })
  expect(run('restore')).toMatchObject({ status: 2, said: expect.stringContaining('--drill') })
  expect(run('handover')).toMatchObject({ status: 1, said: expect.stringContaining('--data') })
  const missing = join(folder, 'no such backup')
  expect(run('restore', '--drill', '--from', missing)).toMatchObject({
    status: 1,
    said: expect.stringContaining('no such backup'),
  })
  for (const unknown of [[], ['remove']])
    expect(run(...unknown)).toMatchObject({ status: 2, said: expect.stringContaining('promote') })
})
