import { expect, test, vi } from 'vitest'
import { footFor, pagePrints, refusalOf } from './page_prints.ts'

test.each([
  ['Invalid deviceName provided', 'no-printer'],
  ['Invalid printer settings', 'no-printer'],
  ['Print job canceled', 'cancelled'],
  ['cancelled', 'cancelled'],
  ['Print job failed', 'failed'],
  ['', 'failed'],
])('Electron’s “%s” is %s', (reason, refusal) => expect(refusalOf(reason)).toBe(refusal))

test('page numbers are printed once: by the style sheet, or by the foot where it cannot', () => {
  expect(footFor('130.0.6723.118')).toMatchObject({ displayHeaderFooter: true })
  expect(footFor('131.0.1')).toEqual({})
  expect(footFor('145.0.1')).toEqual({})
})

test('without an agent nothing is printed; orders of one moment are one', async () => {
  const printToPDF = vi.fn()
  const pages = pagePrints({ printToPDF } as never, () => null, vi.fn())
  const [first, second] = await Promise.all([pages({ title: 'a' }), pages({ title: 'a' })])
  expect(first).toEqual({ ok: false, error: 'no-printer' })
  expect(second).toBe(first)
  expect(printToPDF).not.toHaveBeenCalled()
})

test('an agent that does not answer is a failure that is told, and logged', async () => {
  const log = vi.fn()
  const agent = () => ({ url: 'ws://127.0.0.1:1/ws', token: 'x' })
  const answer = await pagePrints({} as never, agent, log)({ title: 'a' })
  expect(answer).toEqual({ ok: false, error: 'failed' })
  expect(log).toHaveBeenCalledOnce()
})
