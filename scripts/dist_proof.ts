import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from 'playwright-core'
import { packagesImported } from './dist_closure.ts'

/** What a packed program showed when it was started once. */
export interface Proof {
  readonly address: string
  readonly heading: string
  readonly picture: string
}

const patience = 60_000

/** Loads every package the packed sources import, on the packed Node; throws when one is missing or does not fit. */
export function provePackages(folder: string): readonly string[] {
  const suite = join(folder, 'resources', 'suite')
  const names = packagesImported(suite)
  const source = names.map((name) => `await import(${JSON.stringify(name)})`).join('\n')
  const node = join(folder, 'resources', 'node', process.platform === 'win32' ? 'node.exe' : 'node')
  execFileSync(node, ['--input-type=module', '-e', source], {
    cwd: suite,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return names
}

/** Lines of a started program's standard error until one matches; rejects when the program ends first. */
function lineMatching(child: ReturnType<typeof spawn>, pattern: RegExp): Promise<RegExpMatchArray> {
  return new Promise((resolve, reject) => {
    const heard: string[] = []
    child.once('exit', (code) =>
      reject(new Error(`the packed program ended (${code}):\n${heard.join('\n')}`)),
    )
    if (child.stderr === null) return
    createInterface({ input: child.stderr }).on('line', (line) => {
      heard.push(line)
      const match = pattern.exec(line)
      if (match !== null) resolve(match)
    })
  })
}

/** A machine that is set up for a hub that is not there: shell and agent start, the page waits. */
const unreachableHub = (dataDir: string) => ({
  hubUrl: 'http://127.0.0.1:9',
  ticketUrlBase: 'http://127.0.0.1:9',
  deviceId: 'kiosk-1',
  deviceToken: 'of no use anywhere',
  port: 0,
  dataDir: join(dataDir, 'agent'),
})

/**
 * Starts the packed program in `folder` as a kiosk, under a virtual display when there is none, looks at its page
 * through the debugging port a test build may open, and leaves a picture. The agent is the packed one.
 */
export async function provePacked(folder: string, picture: string): Promise<Proof> {
  const mark = join(folder, 'resources', 'civic-hall-test-build')
  const data = mkdtempSync(join(tmpdir(), 'civic-hall-packed-'))
  writeFileSync(mark, '')
  const config = join(data, 'agent.json')
  writeFileSync(config, JSON.stringify(unreachableHub(data)))
  const program = join(folder, 'civic-hall')
  const options = [
    '--role=kiosk',
    '--windowed=540x960',
    `--config=${config}`,
    '--remote-debugging-port=0',
    `--user-data-dir=${data}`,
  ]
  if (process.getuid?.() === 0) options.push('--no-sandbox')
  const needsDisplay = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
  const [command, ...parameters] = needsDisplay ? ['xvfb-run', '-a', program] : [program]
  const child = spawn(command ?? program, [...parameters, ...options], {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  try {
    const [, port] = await lineMatching(child, /DevTools listening on (ws:\S+)/)
    const browser = await chromium.connectOverCDP(port ?? '', { timeout: patience })
    const page = browser.contexts().flatMap((context) => context.pages())[0]
    if (page === undefined) throw new Error('the packed program shows no page')
    await page.waitForLoadState('load', { timeout: patience })
    const heading = await page.getByRole('heading').first().textContent({ timeout: patience })
    await page.screenshot({ path: picture })
    return { address: page.url(), heading: heading?.trim() ?? '', picture }
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
    rmSync(mark, { force: true })
    if (existsSync(data)) rmSync(data, { recursive: true, force: true, maxRetries: 5 })
  }
}
