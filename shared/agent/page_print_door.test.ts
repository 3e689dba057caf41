import { createServer, type Server } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { largestPrintedPdf, pagePrinterPath } from '#protocol'
import { pagePrintDoor } from './page_print_door.ts'
import type { PagePrinterDevice } from './page_printer_device.ts'

const token = 'launch-token-of-this-test'
let server: Server | null = null
afterEach(() => void server?.close())

/** The door of an agent whose printer keeps what it gets. */
async function door(has: 'printer' | 'none', end: 'taken' | 'no-printer' | 'failed' = 'taken') {
  const printed: [string, string][] = []
  const printer: PagePrinterDevice = {
    printing: { by: 'agent' },
    async print(pdf, title) {
      printed.push([Buffer.from(pdf).toString(), title])
      return end
    },
    close: () => undefined,
  }
  const answer = pagePrintDoor(token, () => (has === 'printer' ? printer : null))
  const listening = createServer((request, response) => {
    if (!answer(request, response)) response.writeHead(404).end()
  })
  server = listening
  await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done))
  const address = listening.address()
  const port = typeof address === 'object' ? address?.port : 0
  const ask = (query: string, init: RequestInit = {}, secret = token) =>
    fetch(`http://127.0.0.1:${port}${pagePrinterPath}${query}`, {
      ...init,
      headers: { authorization: `Bearer ${secret}`, ...init.headers },
    })
  return { ask, printed }
}

test('the shell learns how pages are printed and hands one over', async () => {
  const { ask, printed } = await door('printer')
  expect(await (await ask('')).json()).toEqual({ by: 'agent' })
  const answer = await ask(`?title=${encodeURIComponent('办事指南')}`, { method: 'POST', body: '%PDF-1' })
  expect(await answer.json()).toEqual({ end: 'taken' })
  expect(printed).toEqual([['%PDF-1', '办事指南']])
})

test('without a printer it says so, and what lp made of a page is passed on', async () => {
  const none = await door('none')
  expect(await (await none.ask('')).json()).toEqual({ by: 'none' })
  expect(await (await none.ask('?title=a', { method: 'POST', body: '%PDF' })).json()).toEqual({
    end: 'no-printer',
  })
  server?.close()
  const failing = await door('printer', 'failed')
  expect(await (await failing.ask('?title=a', { method: 'POST', body: '%PDF' })).json()).toEqual({
    end: 'failed',
  })
})

test('strangers, pages, nameless and endless documents are refused', async () => {
  const { ask, printed } = await door('printer')
  const post = (query: string, init: RequestInit = {}, secret?: string) =>
    ask(query, { method: 'POST', body: '%PDF', ...init }, secret).then(({ status }) => status)
  expect(await post('?title=a', {}, 'another')).toBe(403)
  expect(await post('?title=a', { headers: { origin: 'app://civic-hall' } })).toBe(403)
  expect(await post('')).toBe(400)
  expect(await post(`?title=${'a'.repeat(81)}`)).toBe(400)
  expect(await post('?title=a', { body: Buffer.alloc(largestPrintedPdf + 1) })).toBe(413)
  expect(await ask('', { method: 'DELETE' }).then(({ status }) => status)).toBe(405)
  expect(printed).toEqual([])
})
