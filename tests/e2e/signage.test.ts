import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPage, sizes, startBrowser } from './support/browser.ts'
import { type Demo, startDemo } from './support/demo.ts'
import { command } from './support/hub_api.ts'
import { appears, control, press, shows } from './support/steps.ts'

let demo: Demo
let browser: Browser
let screens: Record<'board' | 'signage' | 'console', Page>

const open = async (path: string, size: keyof typeof sizes) =>
  (await openPage(browser, `${demo.access.hub}/${path}`, sizes[size])).page

beforeAll(async () => {
  demo = await startDemo()
  browser = await startBrowser()
  screens = {
    board: await open('board', 'board'),
    signage: await open('signage', 'board'),
    console: await open('console', 'counter'),
  }
})
afterAll(async () => {
  await browser?.close()
  await demo?.stop()
})

test('the media of the centre are on the board beside the waiting list, and large on the signage player', async () => {
  for (const screen of [screens.board, screens.signage]) {
    await appears(screen, 'board-signage')
    expect(
      await screen.locator('.signage img').evaluate((image) => (image as HTMLImageElement).naturalWidth),
    ).toBe(1_280)
  }
  expect(await screens.board.locator('.waiting').count()).toBe(1)
  const [small, large] = await Promise.all(
    [screens.board, screens.signage].map((screen) => control(screen, 'board-signage').boundingBox()),
  )
  expect((large?.width ?? 0) / (small?.width ?? 1)).toBeGreaterThan(1.5)
})

test('a call stands on both at once, and no medium lies over it', async () => {
  const guide = demo.token('guide-1')
  const issued = { serviceId: 'LC', anonymous: true, delivery: 'spoken' }
  const { body } = await command(demo, guide, '/tickets', issued)
  const work = (type: string) => command(demo, demo.token('counter-2'), '/counters/2/commands', { type })
  await work('open')
  await work('call-next')
  for (const screen of [screens.board, screens.signage]) {
    await shows(screen, 'board-newest-number', String(body.number))
    const number = control(screen, 'board-newest-number')
    const isOnTop = await number.evaluate((element) => {
      const { x, y, width, height } = element.getBoundingClientRect()
      const seen = document.elementFromPoint(x + width / 2, y + height / 2)
      return seen !== null && (element.contains(seen) || seen.closest('.newest') !== null)
    })
    expect(isOnTop).toBe(true)
    expect(await control(screen, 'board-signage').count()).toBe(1)
  }
})

test('something urgent written in the console is on every screen at once, alone, until it is taken out', async () => {
  const { console: desk, board, signage } = screens
  await control(desk, 'login-username').fill('he.jing')
  await control(desk, 'login-password').fill(demo.staff('he.jing').password)
  await press(desk, 'login-submit')
  await press(desk, 'nav-media')
  await press(desk, 'write-medium')
  await control(desk, 'medium-words').fill('一楼东侧电梯检修，请走西侧楼梯。')
  await desk.locator('.ant-modal-footer .ant-btn-primary').click()
  await control(desk, 'field-title.zh').fill('电梯检修')
  await control(desk, 'field-title.en').fill('Lift closed')
  await control(desk, 'field-priority').click()
  await desk.locator('.ant-select-item-option', { hasText: '紧急通知' }).click()
  await press(desk, 'save')
  await press(desk, 'confirm')
  for (const screen of [board, signage]) await shows(screen, 'board-signage', /请走西侧楼梯/)
  const row = desk.locator('tr', { hasText: '电梯检修' })
  await row.locator('.ant-btn-dangerous').click()
  await desk.locator('.ant-popconfirm-buttons .ant-btn-primary').click()
  for (const screen of [board, signage])
    await expect.poll(() => screen.locator('.signage img').count(), { timeout: 20_000 }).toBe(1)
})
