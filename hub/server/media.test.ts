import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Medium } from '#domain'
import { type Caller, type TestCentre, withCentre } from '#testing'
import { browserPlaysEvery } from '../media/browser_plays.ts'

const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(5_000, 3)])
const sha256 = createHash('sha256').update(png).digest('hex')

const medium: Medium = {
  id: 'M1',
  title: { zh: '宪法宣传周', en: 'Constitution week' },
  kind: 'picture',
  bytes: png.length,
  sha256,
  priority: 'own',
  validFrom: 0,
  validUntil: null,
  daily: null,
  order: 0,
  enabled: true,
}

const bring = (centre: TestCentre, { token }: Caller, body: Buffer, type = 'application/octet-stream') =>
  fetch(`${centre.url}/api/v1/media-files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': type },
    body: new Uint8Array(body),
  })
const read = (centre: TestCentre, token: string | null, headers: Record<string, string> = {}) =>
  fetch(`${centre.url}/api/v1/media-files/${sha256}`, {
    headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers },
  })
const save = (centre: TestCentre, caller: Caller, changed: Partial<Medium> = {}) =>
  caller.call('putMedium', {
    params: { id: medium.id },
    body: { medium: { ...medium, ...changed }, commandId: centre.commandId() },
  })
const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((next) => setImmediate(next))
}

test("a manager's own picture is told by its bytes, listed, played back, and gone once it is removed", () =>
  withCentre({}, async (centre) => {
    const manager = await centre.staff('zhou')
    const brought = await bring(centre, manager, png)
    expect(brought.status).toBe(201)
    expect(await brought.json()).toEqual({ sha256, bytes: png.length, kind: 'picture' })
    expect((await save(centre, manager)).ok).toBe(true)
    const { media } = await manager.granted('listMedia')
    expect(media).toEqual([{ medium, source: 'own', file: { state: 'ready', reason: null } }])
    const screen = centre.device('display-1').token
    const whole = await read(centre, screen)
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(png)
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(png.length),
      'cache-control': 'private, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    })
    const part = await read(centre, screen, { range: 'bytes=10-19' })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 10-19/${png.length}`])
    expect(Buffer.from(await part.arrayBuffer())).toEqual(png.subarray(10, 20))
    const beyond = await read(centre, screen, { range: 'bytes=9999-' })
    expect([beyond.status, await beyond.text()]).toEqual([416, ''])
    expect((await read(centre, null)).status).toBe(401)
    await centre.restart()
    await until(() => readdirSync(join(centre.folder, 'media')).includes(sha256))
    const again = await manager.granted('listMedia')
    expect(again.media).toHaveLength(1)
    const body = { commandId: centre.commandId() }
    await manager.granted('removeMedium', { params: { id: 'M1' }, body })
    await until(() => readdirSync(join(centre.folder, 'media')).length === 0)
    expect((await read(centre, screen)).status).toBe(404)
  }))

test('what no screen should show is not taken, nor from whom it should not come', () =>
  withCentre({}, async (centre) => {
    const manager = await centre.staff('zhou')
    const problem = async (answer: Response) => (await answer.json()) as { code: string }
    const gif = Buffer.from('GIF89a\0\0\0')
    expect((await problem(await bring(centre, manager, gif))).code).toBe('invalid')
    expect((await problem(await bring(centre, manager, png, 'image/png'))).code).toBe('invalid')
    expect((await problem(await bring(centre, await centre.staff('zhao'), png))).code).toBe('forbidden')
    expect((await problem(await bring(centre, centre.device('display-1'), png))).code).toBe('forbidden')
    expect(readdirSync(join(centre.folder, 'media'))).toEqual([])
    // A name that says something else changes nothing: the page is words.
    const page = await bring(centre, manager, Buffer.from('<html><script>alert(1)</script></html>'))
    expect(await page.json()).toMatchObject({ kind: 'text' })
  }))

test('a medium keeps its file for life; the file it names and nobody has is said to be missing', () =>
  withCentre({}, async (centre) => {
    const manager = await centre.staff('zhou')
    expect((await save(centre, manager)).ok).toBe(true)
    const missing = async () => (await manager.granted('listMedia')).media[0]?.file
    while ((await missing())?.reason === null) await new Promise((next) => setImmediate(next))
    expect(await missing()).toEqual({ state: 'refused', reason: 'no-source' })
    const other = await save(centre, manager, { sha256: '0'.repeat(64) })
    expect(other).toMatchObject({ ok: false, error: { code: 'invalid', field: 'sha256' } })
    const ends = await save(centre, manager, { validFrom: 10, validUntil: 10 })
    expect(ends).toMatchObject({ ok: false, error: { code: 'invalid', field: 'validUntil' } })
    expect((await save(centre, manager, { enabled: false, order: 7 })).ok).toBe(true)
    await bring(centre, manager, png)
    expect(await missing()).toEqual({ state: 'ready', reason: null })
  }))

test('the play log of a screen grows by what is told, once however often', () =>
  withCentre({}, async (centre) => {
    const screen = await centre.device('display-1').socket()
    await screen.until('snapshot')
    const report = async (commandId: string, plays: number, seconds: number) => {
      const body = { mediumId: 'M1', day: '2026-03-02', plays, seconds, commandId }
      screen.send({ type: 'command', command: { name: 'report-plays', body } })
      await screen.until('result')
    }
    const [once, twice] = [centre.commandId(), centre.commandId()]
    await report(once, 3, 30)
    await report(once, 3, 30)
    await report(twice, 2, 20)
    const events = await centre.hub().log.eventsAfter(0, 1_000)
    const played = events.flatMap((event) => (event.type === 'MediumPlayed' ? [event.data] : []))
    const place = { mediaId: 'M1', screen: 'display-1', day: '2026-03-02' }
    expect(played).toEqual([
      { ...place, id: played[0]?.id, version: 1, plays: 3, seconds: 30 },
      { ...place, id: played[0]?.id, version: 2, plays: 5, seconds: 50 },
    ])
    screen.close()
  }))

test('a board in a plain browser is counted by the hub: once an hour, and at its end', () =>
  withCentre({}, async (centre) => {
    const manager = await centre.staff('zhou')
    expect((await save(centre, manager)).ok).toBe(true)
    const board = await centre.device('display-1').socket()
    await board.until('snapshot')
    const kiosk = await centre.device('kiosk-1').socket()
    await kiosk.until('snapshot')
    const shown = async (mediumId: string, times: number) => {
      for (let n = 0; n < times; n++) board.send({ type: 'medium-shown', mediumId, seconds: 10 })
      board.send({ type: 'ping' })
      await board.until('pong')
    }
    const plays = () => [...centre.hub().centre.state().plays]
    kiosk.send({ type: 'medium-shown', mediumId: 'M1', seconds: 10 })
    await shown('M1', 5)
    await shown('no-such-medium', 3)
    expect(plays()).toEqual([])
    centre.clock.advance(browserPlaysEvery)
    await centre.hub().centre.settled()
    expect(plays()).toMatchObject([['2026-03-02 display-1 M1', { version: 1, plays: 5, seconds: 50 }]])
    await shown('M1', 2)
    await centre.restart()
    expect(plays()).toMatchObject([['2026-03-02 display-1 M1', { version: 2, plays: 7, seconds: 70 }]])
    board.close()
    kiosk.close()
  }))
