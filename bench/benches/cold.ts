import type { ElectronApplication } from 'playwright-core'
import { electronPath } from '../../scripts/provision_electron.ts'
import { startBrowser } from '../../tests/e2e/support/browser.ts'
import { type Demo, startDemo } from '../../tests/e2e/support/demo.ts'
import { startShell } from '../../tests/e2e/support/hall.ts'
import { durationFigure, type Figure, spread } from '../figures.ts'
import { bareElectron } from '../hall/bare_electron.ts'
import { openDisplay } from '../hall/display.ts'
import type { BenchOptions } from '../options.ts'
import { pause } from '../programs.ts'

const runs = 5
const betweenMs = 500
const patience = { state: 'visible', timeout: 60_000 } as const

/** The first thing on each page that a person can use or read. */
const pages = [
  { role: 'kiosk', path: 'kiosk', agent: 'kiosk', size: '1080x1920', landmark: 'kiosk-home' },
  { role: 'counter', path: 'counter', agent: 'counter', size: '1366x768', landmark: 'login-username' },
  { role: 'display', path: 'board', agent: 'hall', size: '1920x1080', landmark: 'board-recent' },
] as const

async function times(
  start: () => Promise<{ visible(): Promise<void>; close(): Promise<void> }>,
): Promise<number[]> {
  const all: number[] = []
  for (let turn = 0; turn < runs; turn += 1) {
    const started = performance.now()
    const { visible, close } = await start()
    await visible()
    all.push(performance.now() - started)
    await close()
    await pause(betweenMs)
  }
  return all
}

const shellTimes = (launch: () => Promise<ElectronApplication>, landmark: string) =>
  times(async () => {
    const shell = await launch()
    return {
      visible: async () => (await shell.firstWindow()).getByTestId(landmark).first().waitFor(patience),
      close: () => shell.close(),
    }
  })

const browserTimes = (address: string, landmark: string) =>
  times(async () => {
    const browser = await startBrowser()
    const page = await browser.newPage()
    return {
      async visible() {
        await page.goto(address, { waitUntil: 'commit' })
        await page.getByTestId(landmark).first().waitFor(patience)
      },
      close: () => browser.close(),
    }
  })

async function shells(demo: Demo, options: BenchOptions): Promise<Figure[]> {
  const program = electronPath()
  if (program === null) {
    options.say('  no Electron on this machine: run scripts/setup.mjs --test')
    return []
  }
  const display = await openDisplay()
  if (display === null) {
    options.say('  no display and no Xvfb: shells are left out')
    return []
  }
  if (display.name !== '') process.env.DISPLAY = display.name
  const bare = await shellTimes(bareElectron(program), 'bare')
  const raw = { what: 'bare Electron, empty window', value: spread(bare).p50 }
  const figures: Figure[] = []
  for (const { role, agent, size, landmark } of pages) {
    const taken = await shellTimes(() => startShell(role, demo.agents[agent], demo, size), landmark)
    options.say(`  ${role}: ${spread(taken).p50.toFixed(0)} ms`)
    figures.push(
      durationFigure(
        `${role} shell: process start to first usable screen`,
        taken,
        raw,
        `until ${landmark} is visible`,
      ),
    )
  }
  display.close()
  return figures
}

/** Cold start of each shell and of each page in a browser, to the first screen that can be used. */
export async function coldBench(options: BenchOptions): Promise<Figure[]> {
  const demo = await startDemo()
  try {
    const figures = await shells(demo, options)
    const bare = await browserTimes('data:text/html,<p data-testid="bare">bare</p>', 'bare')
    const raw = { what: 'bare Chromium, empty page', value: spread(bare).p50 }
    for (const { path, landmark } of pages) {
      const taken = await browserTimes(`${demo.access.hub}/${path}`, landmark)
      figures.push(
        durationFigure(
          `/${path}: browser start to first usable screen`,
          taken,
          raw,
          `until ${landmark} is visible`,
        ),
      )
    }
    return figures
  } finally {
    await demo.stop()
  }
}
