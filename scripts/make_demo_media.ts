import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright-core'

/** Draws the pictures of the demo's signage from their SVG; what is drawn is kept, so that a start needs no browser. */

const folder = resolve(import.meta.dirname, '..', 'resources', 'demo', 'media')
const executablePath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((program) => existsSync(program))
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: ['--no-sandbox', '--disable-gpu'],
})
const page = await browser.newPage({ viewport: { width: 1_280, height: 720 } })
for (const name of ['legal_aid', 'hotline']) {
  const svg = readFileSync(join(folder, `${name}.svg`), 'utf8')
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`)
  writeFileSync(join(folder, `${name}.png`), await page.screenshot())
}
await browser.close()
