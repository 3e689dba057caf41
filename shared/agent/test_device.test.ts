import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { testStepSeen } from '#protocol'

const program = fileURLToPath(new URL('./test_device.ts', import.meta.url))
const helper = fileURLToPath(
  new URL('../../drivers/id-card/helper/reference_helper.fixture.ts', import.meta.url),
)
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** Runs the test as the set-up page does, and returns its steps; `env` on top of what there is. */
async function stepsOf(devices: object, env: Readonly<Record<string, string>> = {}) {
  const { stdout } = await promisify(execFile)(process.execPath, [program, JSON.stringify(devices)], {
    env: { ...process.env, ...env },
  })
  const lines = stdout.split('\n').filter((line) => line !== '')
  return { stdout, steps: lines.map((line) => testStepSeen.parse(JSON.parse(line).step)) }
}
const outcomes = ({ steps }: Awaited<ReturnType<typeof stepsOf>>) => steps.map(({ outcome }) => outcome)
const helped = (command: string, args: readonly string[]) => ({ idCard: { helper: { command, args } } })

test('a reader behind a helper is started, asked and read; nothing of the card is told', async () => {
  const told = await stepsOf(helped(process.execPath, [helper]))
  expect(outcomes(told)).toEqual(['pass', 'pass', 'pass'])
  expect(told.steps[1]?.note.en).toContain('REF-1')
  expect(told.stdout).not.toMatch(/张三|110101199003070/)
})

test.each([
  ['old-version', ['fail'], /another version/],
  ['crash', ['pass', 'pass', 'fail'], /ended/],
  ['fail-once', ['pass', 'pass', 'pass'], /checks agree/],
] as const)('a helper with ways "%s" says how it went', async (ways, wanted, reason) => {
  const told = await stepsOf(helped(process.execPath, [helper]), { CIVIC_HALL_HELPER_WAYS: ways })
  expect(outcomes(told)).toEqual(wanted)
  expect(told.steps.at(-1)?.note.en).toMatch(reason)
})

test('a helper that is not there fails with where to look', async () => {
  const told = await stepsOf(helped('/nowhere/helper', []))
  expect(told.steps).toMatchObject([{ outcome: 'fail', note: { zh: expect.stringContaining('查程序路径') } }])
})

/** A folder with a player that ends as told, as the only program there is. */
function playerThat(command: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'civic-hall-player-'))
  folders.push(folder)
  writeFileSync(join(folder, 'aplay'), `#!/bin/sh\n${command}\n`)
  chmodSync(join(folder, 'aplay'), 0o755)
  return folder
}

test.skipIf(process.platform !== 'linux')('an announcer plays one call, whatever the hour', async () => {
  const well = await stepsOf({ announcer: { sink: 'player' } }, { PATH: playerThat('exit 0') })
  expect(outcomes(well)).toEqual(['pass', 'pass'])
  expect(well.steps[1]?.name.zh).toContain('aplay')
  const mute = await stepsOf({ announcer: { sink: 'player' } }, { PATH: playerThat('exit 1') })
  expect(outcomes(mute)).toEqual(['pass', 'fail'])
  expect(mute.steps[1]?.note.en).toContain('no player')
})

test('an announcer without its pack, or on a page, says so', async () => {
  const lost = await stepsOf({ announcer: { sink: 'page', pack: '/nowhere' } })
  expect(outcomes(lost)).toEqual(['fail', 'skipped'])
  expect(lost.steps[0]?.note.zh).toContain('pack.json')
})
