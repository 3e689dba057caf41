import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage, sizes, startBrowser } from './support/browser.ts'
import { type Demo, startDemo } from './support/demo.ts'
import { command } from './support/hub_api.ts'
import { appears, control, press, shows } from './support/steps.ts'
import { tiltedSheet, writeCameraFilm } from './support/tilted_sheet.ts'

let demo: Demo
let browser: Browser
let counter: Page
const folder = mkdtempSync(join(tmpdir(), 'civic-hall-camera-'))
const patience = { timeout: 20_000 }
const hasGhostscript = ['/usr/bin/gs', '/usr/local/bin/gs'].some((file) => {
  try {
    execFileSync(file, ['--version'])
    return true
  } catch {
    return false
  }
})

/** Opens counter 1 at its terminal and serves the one who waits. */
async function serve(page: Page): Promise<void> {
  const { password } = demo.staff('chen.minhua')
  await control(page, 'login-username').fill('chen.minhua', patience)
  await control(page, 'login-password').fill(password)
  await press(page, 'login-submit')
  const choice = control(page, 'counter-choice-1')
  await choice.or(control(page, 'open-counter')).first().waitFor(patience)
  if (await choice.isVisible()) await choice.click()
  for (const key of ['open-counter', 'key-f1', 'key-f3']) await press(page, key)
}

beforeAll(async () => {
  writeCameraFilm(join(folder, 'sheet.y4m'))
  demo = await startDemo()
  browser = await startBrowser([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${join(folder, 'sheet.y4m')}`,
  ])
  await command(demo, demo.token('guide-1'), '/tickets', {
    serviceId: 'LC',
    anonymous: true,
    delivery: 'spoken',
  })
  counter = (await openPage(browser, `${demo.access.hub}/counter?counter=1`, sizes.counter)).page
})
afterAll(async () => {
  await browser?.close()
  await demo?.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('document capture', () => {
  test('the camera’s picture is there, and the edges of the paper are found', async () => {
    await serve(counter)
    await press(counter, 'capture')
    await appears(counter, 'camera-view')
    await expect.poll(() => control(counter, 'shoot').isEnabled(), patience).toBe(true)
    await expect
      .poll(() => counter.locator('video').evaluate((video) => (video as HTMLVideoElement).videoWidth))
      .toBeGreaterThan(0)
    await press(counter, 'shoot')
    await appears(counter, 'corners')
    const scale = await counter
      .getByTestId('corners')
      .evaluate((drawing) => (drawing as SVGSVGElement).viewBox.baseVal.width / 640)
    for (const [at, [x, y]] of tiltedSheet.entries()) {
      const corner = control(counter, `corner-${at}`)
      expect(Math.abs(Number(await corner.getAttribute('cx')) / scale - x)).toBeLessThan(6)
      expect(Math.abs(Number(await corner.getAttribute('cy')) / scale - y)).toBeLessThan(6)
    }
  })

  test('two pages become one document of the ticket, which its server can read back', async () => {
    await press(counter, 'page-ready')
    await press(counter, 'shoot')
    await press(counter, 'turn')
    await press(counter, 'page-ready')
    await shows(counter, 'save-document', /2/)
    const sent = counter.waitForResponse((answer) => answer.url().endsWith('/attachments'))
    await press(counter, 'save-document')
    const answer = await sent
    expect(answer.status()).toBe(201)
    const { attachmentId } = await answer.json()
    await shows(counter, 'kept', /1.*2/)
    const read = await fetch(`${answer.url()}/${attachmentId}`, {
      headers: await answer.request().allHeaders(),
    })
    const { pdf } = (await read.json()) as { pdf: string }
    const file = Buffer.from(pdf, 'base64')
    expect(file.subarray(0, 8).toString()).toBe('%PDF-1.4')
    expect(file.length).toBeLessThan(5 * 1_024 * 1_024)
    if (!hasGhostscript) return
    writeFileSync(join(folder, 'document.pdf'), file)
    const pages = execFileSync('gs', [
      ...['-q', '-dNOSAFER', '-dNODISPLAY', '-dPDFSTOPONERROR', '-c'],
      `(${join(folder, 'document.pdf')}) (r) file runpdfbegin pdfpagecount = quit`,
    ])
    expect(String(pages).trim()).toBe('2')
  })

  test('twenty pages are one document; the camera rests until they are saved', async () => {
    await press(counter, 'capture')
    for (let taken = 0; taken < 20; taken += 1) {
      await expect.poll(() => control(counter, 'shoot').isEnabled(), patience).toBe(true)
      await press(counter, 'shoot')
      await press(counter, 'page-ready')
    }
    await shows(counter, 'documents', /最多 20 页/)
    expect(await control(counter, 'shoot').isEnabled()).toBe(false)
    const sent = counter.waitForResponse((answer) => answer.url().endsWith('/attachments'))
    await press(counter, 'save-document')
    expect((await sent).status()).toBe(201)
    await shows(counter, 'kept', /2.*22/)
  })

  test('without a camera the dialog says so calmly, and closes', async () => {
    await counter.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotFoundError'))
    })
    await press(counter, 'capture')
    await appears(counter, 'no-camera')
    expect(await control(counter, 'no-camera').getAttribute('data-state')).toBe('absent')
    await press(counter, 'documents-close')
    await expect.poll(() => control(counter, 'documents').count()).toBe(0)
  })
})
