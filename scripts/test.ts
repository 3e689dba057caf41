import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'

const root = resolve(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules', '.bin', name)
const report = join(root, '.cache', 'test-report.json')

const counts = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numFailedTestSuites: z.number(),
  numPendingTests: z.number(),
})

function run(title: string, command: string, args: readonly string[]): boolean {
  process.stdout.write(`\n── ${title}\n`)
  const result = spawnSync(command, [...args], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  return result.status === 0
}

const given = process.argv.slice(2).filter((argument) => argument !== '--tests-only')

/**
 * What runs together: faults and windows each have the machine for themselves, since a hall that is being killed on
 * purpose would starve the windows beside it.
 */
const stages: readonly (readonly string[])[] = given.some((argument) => argument.startsWith('--project'))
  ? [given]
  : [['--project=unit', '--project=integration'], ['--project=faults'], ['--project=e2e']].map((projects) => [
      ...projects,
      ...given,
    ])

/** Runs vitest, under a virtual display where Linux has none: the shells are real windows. */
function runStage(selection: readonly string[]): boolean {
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...selection]
  const needsDisplay = process.platform === 'linux' && !process.env.DISPLAY
  return needsDisplay
    ? run('tests', 'xvfb-run', ['-a', '-s', '-screen 0 1920x1920x24', bin('vitest'), ...args])
    : run('tests', bin('vitest'), args)
}

interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** Runs a stage and counts it; a run that leaves no report has failed. */
function tallyOf(selection: readonly string[]): Tally {
  rmSync(report, { force: true })
  const isGreen = runStage(selection)
  try {
    const found = counts.parse(JSON.parse(readFileSync(report, 'utf8')))
    const failed = Math.max(found.numFailedTests, found.numFailedTestSuites > 0 ? 1 : 0, isGreen ? 0 : 1)
    return { passed: found.numPassedTests, failed, skipped: found.numPendingTests }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

mkdirSync(join(root, '.cache'), { recursive: true })
const testsOnly = process.argv.includes('--tests-only')
const isChecked =
  testsOnly ||
  (run('types', bin('tsc'), ['--build']) &&
    run('lint and format', bin('biome'), ['check', '.']) &&
    run('walls', process.execPath, ['scripts/check_walls.ts']))
const isBuilt = run('pages and shells', process.execPath, ['scripts/build.ts'])
const tallies = isBuilt ? stages.map(tallyOf) : []
const sum = (pick: (tally: Tally) => number) => tallies.reduce((total, tally) => total + pick(tally), 0)
const failed = sum((tally) => tally.failed) + [isChecked, isBuilt].filter((good) => !good).length
const skipped = sum((tally) => tally.skipped)
if (skipped > 0) process.stdout.write(`${skipped} tests were skipped; each says why\n`)
process.stdout.write(`\n${sum((tally) => tally.passed)} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)
