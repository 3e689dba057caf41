import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage, sizes, startBrowser } from './support/browser.ts'
import { type Demo, startDemo } from './support/demo.ts'
import { control } from './support/steps.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Finding {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly html: string }[]
}

/** Serious and critical findings of axe on what the page shows now. */
async function faults(page: Page): Promise<string[]> {
  const cdp = await page.context().newCDPSession(page)
  // Through the debugger, since the page's own policy rightly forbids any other script.
  await cdp.send('Runtime.evaluate', { expression: axeSource })
  const { result } = await cdp.send('Runtime.evaluate', {
    expression:
      'axe.run(document, { resultTypes: ["violations"] }).then((found) => JSON.stringify(found.violations))',
    awaitPromise: true,
    returnByValue: true,
  })
  const findings = JSON.parse(String(result.value)) as Finding[]
  return findings
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)
}

let demo: Demo
let browser: Browser

beforeAll(async () => {
  demo = await startDemo()
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await demo?.stop()
})

const pages = [
  ['kiosk', 'kiosk', 'kiosk-home'],
  ['pad?counter=1', 'pad', 'pad-idle'],
  ['board', 'board', 'board-recent'],
  ['counter', 'counter', 'login-username'],
  ['console', 'counter', 'login-username'],
  ['dock', 'counter', 'audio-log'],
] as const

describe('axe finds no serious fault', () => {
  test.each(pages)('on /%s', async (path, size, landmark) => {
    const { page, complaints } = await openPage(browser, `${demo.access.hub}/${path}`, sizes[size])
    await control(page, landmark).first().waitFor({ state: 'attached' })
    expect(await faults(page)).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('on the kiosk in elder mode and English', async () => {
    const { page } = await openPage(browser, `${demo.access.hub}/kiosk`, sizes.kiosk)
    await control(page, 'kiosk-home').first().waitFor({ state: 'attached' })
    await page.getByTestId('elder').first().click()
    await page.getByTestId('lang').first().click()
    expect(await faults(page)).toEqual([])
    await page.context().close()
  })

  test("on the city's page", async () => {
    const { page } = await openPage(browser, `${demo.access.city}/`, sizes.counter)
    await control(page, 'site-row').first().waitFor({ state: 'attached' })
    expect(await faults(page)).toEqual([])
    await page.context().close()
  })
})
