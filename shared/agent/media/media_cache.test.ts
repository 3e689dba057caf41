import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Medium } from '#domain'
import { mediumFilePath } from '#protocol'
import { launchToken, livePage, type WithAgent, withAgent } from '../agent.fixture.ts'

const pictureOf = (size: number, seed: number) =>
  Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(size, seed)])
const big = pictureOf(300_000, 1)
const small = pictureOf(2_000, 2)
const shaOf = (content: Buffer) => createHash('sha256').update(content).digest('hex')
const files = new Map([big, small].map((content) => [mediumFilePath(shaOf(content)), content]))

const mediumOf = (id: string, content: Buffer, given: Partial<Medium> = {}): Medium => ({
  id,
  title: { zh: id, en: id },
  kind: 'picture',
  bytes: content.length,
  sha256: shaOf(content),
  priority: 'own',
  validFrom: 0,
  validUntil: null,
  daily: null,
  order: 0,
  enabled: true,
  ...given,
})

let world: WithAgent | null = null
afterEach(async () => {
  await world?.close()
  world = null
})

/** A hall display whose hub has both files. */
async function hall() {
  const made = await withAgent({}, 'display')
  world = made
  const asked: string[] = []
  let giving: RequestListener = (request, response) => {
    const content = files.get(request.url ?? '')
    if (request.headers.authorization !== 'Bearer device-token') response.writeHead(401).end()
    else if (content === undefined) response.writeHead(404).end()
    else response.end(content)
  }
  const honest = giving
  made.hub.serveFiles((request, response) => {
    // What a standby asks goes another way.
    if (!request.url?.startsWith(mediumFilePath(''))) return void response.writeHead(404).end()
    asked.push(request.url)
    giving(request, response)
  })
  const folder = join(made.dataDir, 'media')
  const read = async (content: Buffer, headers: Record<string, string> = {}) => {
    const url = `${made.agent.url.replace('ws:', 'http:').replace('/ws', '')}${mediumFilePath(shaOf(content))}`
    const answer = await fetch(url, { headers: { authorization: `Bearer ${launchToken}`, ...headers } })
    return { answer, bytes: Buffer.from(await answer.arrayBuffer()) }
  }
  return {
    ...made,
    world: made,
    asked,
    folder,
    read,
    give(how: RequestListener | 'honestly') {
      giving = how === 'honestly' ? honest : how
    },
    save: (medium: Medium) => made.hub.act({ type: 'save-medium', medium }),
    comes: (content: Buffer) => made.pass('the file', () => existsSync(join(folder, shaOf(content)))),
    /** Until the agent hands it out. */
    async shown(content: Buffer) {
      while ((await read(content)).answer.status !== 200) made.clock.advance(100)
    },
  }
}

test('a display keeps the files it will show, and hands them to its page, whole or in parts', async () => {
  const { save, read, shown, asked } = await hall()
  expect((await read(big)).answer.status).toBe(404)
  save(mediumOf('M1', big))
  save(mediumOf('M2', small, { enabled: false }))
  await shown(big)
  const whole = await read(big)
  expect(whole.bytes).toEqual(big)
  expect(whole.answer.headers.get('content-type')).toBe('image/png')
  const part = await read(big, { range: 'bytes=100-199' })
  expect([part.answer.status, part.bytes]).toEqual([206, big.subarray(100, 200)])
  expect((await read(big, { authorization: 'Bearer another-secret' })).answer.status).toBe(401)
  expect((await read(small)).answer.status).toBe(404)
  expect(asked).toEqual([mediumFilePath(shaOf(big))])
})

test('it goes on showing them while the hub is away, over a restart, and drops them when they are gone', async () => {
  const { save, shown, read, hub, folder, world: made, asked, pass } = await hall()
  save(mediumOf('M1', big))
  await shown(big)
  // What the mirror knew when the agent ended is what it shows afterwards.
  await hub.stop()
  await made.restart()
  await shown(big)
  expect((await read(big)).bytes).toEqual(big)
  await hub.start()
  await livePage(made)
  expect(asked).toHaveLength(1)
  hub.act({ type: 'remove-medium', mediumId: 'M1' })
  await pass('an empty folder', () => readdirSync(folder).length === 0)
})

test('a hub that goes away half way leaves nothing to show; back again it gives the rest', async () => {
  const { save, give, comes, read, asked, folder, pass, hub } = await hall()
  give((_, response) => {
    const begun = response.writeHead(200, { 'content-length': big.length })
    begun.write(big.subarray(0, 100_000), () => response.socket?.end())
  })
  save(mediumOf('M1', big))
  await pass('half a file', () => existsSync(join(folder, `${shaOf(big)}.part`)))
  expect((await read(big)).answer.status).toBe(404)
  give(({ headers }, response) => {
    const from = Number(/\d+/.exec(headers.range ?? '')?.[0] ?? 0)
    const range = `bytes ${from}-${big.length - 1}/${big.length}`
    response.writeHead(206, { 'content-range': range }).end(big.subarray(from))
  })
  hub.cut()
  await comes(big)
  expect(asked.length).toBeGreaterThanOrEqual(2)
  expect(readFileSync(join(folder, shaOf(big)))).toEqual(big)
})

test('a file damaged on the disk is fetched again at the start, and when a page cannot show it', async () => {
  const { save, shown, read, folder, world: made, asked, pass, hub } = await hall()
  const damage = () => {
    const bytes = Buffer.from(big)
    bytes[200_000] = 99
    writeFileSync(join(folder, shaOf(big)), bytes)
  }
  save(mediumOf('M1', big))
  await shown(big)
  damage()
  await made.restart()
  await shown(big)
  expect((await read(big)).bytes).toEqual(big)
  damage()
  const page = await livePage(made)
  page.client.tell({ type: 'medium-failed', mediumId: 'M1' })
  await pass('fetched anew', () => asked.length === 3)
  await shown(big)
  expect((await read(big)).bytes).toEqual(big)
  await pass('told', () => hub.centre.devices.get('kiosk-1-signage')?.reason === 'cannot-show')
  page.client.tell({ type: 'medium-shown', mediumId: 'M1', seconds: 10 })
  await pass('well again', () => hub.centre.devices.get('kiosk-1-signage')?.state === 'ready')
})

test('a hub that gives another file is asked again, and nothing of it is shown', async () => {
  const { save, give, shown, read, asked, pass } = await hall()
  give((_, response) => response.end(pictureOf(300_000, 9)))
  save(mediumOf('M1', big))
  await pass('asked', () => asked.length > 0)
  expect((await read(big)).answer.status).toBe(404)
  give('honestly')
  await shown(big)
  expect((await read(big)).bytes).toEqual(big)
  expect(asked.length).toBeGreaterThan(1)
})
