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

/** Runs vitest, under a virtual display where Linux has none: the shells are real windows. */
function runTests(): boolean {
  const args = [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2).filter((argument) => argument !== '--tests-only'),
  ]
  const needsDisplay = process.platform === 'linux' && !process.env.DISPLAY
  return needsDisplay
    ? run('tests', 'xvfb-run', ['-a', '-s', '-screen 0 1920x1920x24', bin('vitest'), ...args])
    : run('tests', bin('vitest'), args)
}

mkdirSync(join(root, '.cache'), { recursive: true })
rmSync(report, { force: true })
const testsOnly = process.argv.includes('--tests-only')
const isChecked =
  testsOnly ||
  (run('types', bin('tsc'), ['--build']) &&
    run('lint and format', bin('biome'), ['check', '.']) &&
    run('walls', process.execPath, ['scripts/check_walls.ts']))
const isBuilt = run('pages and shells', process.execPath, ['scripts/build.ts'])
const isPassed = isBuilt && runTests()

let passed = 0
let failed = [isChecked, isBuilt].filter((good) => !good).length
try {
  const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests } = counts.parse(
    JSON.parse(readFileSync(report, 'utf8')),
  )
  passed = numPassedTests
  failed += numFailedTests === 0 && numFailedTestSuites > 0 ? numFailedTestSuites : numFailedTests
  if (numPendingTests > 0) process.stdout.write(`${numPendingTests} tests were skipped; each says why\n`)
} catch {
  failed += isBuilt ? 1 : 0
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exit(isChecked && isPassed && failed === 0 ? 0 : 1)
