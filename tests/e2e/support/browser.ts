import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'

const programs = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser']

/** Flags without which a browser under root and without the internet complains or calls home. */
const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--autoplay-policy=no-user-gesture-required',
]

/** Starts the machine's own Chromium, with further flags where a test needs them. */
export function startBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = programs.find((program) => existsSync(program))
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...browserFlags, ...more],
  })
}

/** The sizes the pages are made for. */
export const sizes = {
  kiosk: { width: 1080, height: 1920 },
  counter: { width: 1366, height: 768 },
  pad: { width: 1280, height: 800 },
  board: { width: 1920, height: 1080 },
} as const

/** Opens a page in a visitor's state of its own, and keeps what it complains about. */
export async function openPage(
  browser: Browser,
  address: string,
  viewport: { width: number; height: number },
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN' })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`)
  })
  await page.goto(address)
  return { page, complaints }
}
