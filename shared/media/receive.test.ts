import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { pictureOf, sourceAt, wantedOf, withFolder, withServer } from './media.fixture.ts'
import { openMediaFolder } from './media_folder.ts'
import { stallMs } from './receive.ts'
import type { FileTrouble } from './trouble.ts'

const good = pictureOf(200_000)
const wanted = wantedOf(good)
const never = new AbortController().signal

/** What becomes of a file that a server answers with. */
async function received(
  answer: (response: ServerResponse) => void,
  meanwhile: (clock: ReturnType<typeof simulatedClock>) => void = () => undefined,
) {
  const clock = simulatedClock(0)
  let outcome: FileTrouble | 'kept' = 'kept'
  let left: string[] = []
  await withFolder((folder) =>
    withServer(
      (_, response) => answer(response),
      async ({ url }) => {
        const media = openMediaFolder(folder, clock)
        const timer = setInterval(() => meanwhile(clock), 5)
        const done = await media.receive(wanted, { source: sourceAt(url), closing: never })
        clearInterval(timer)
        outcome = done.ok ? 'kept' : done.error
        left = readdirSync(folder)
        expect(media.kept(wanted.sha256) !== null).toBe(done.ok)
      },
    ),
  )
  return { outcome, left }
}

test('a file that is what it should be gets its name and is kept', async () => {
  const { outcome, left } = await received((response) => response.end(good))
  expect(outcome).toBe('kept')
  expect(left).toEqual([wanted.sha256])
})

describe('servers that lie, and servers that fail', () => {
  const other = pictureOf(200_000, 8)
  test.each<[string, (response: ServerResponse) => void, FileTrouble, string[]]>([
    ['another file of the same size', (response) => response.end(other), 'wrong-hash', []],
    ['a byte more', (response) => response.end(Buffer.concat([good, Buffer.of(1)])), 'wrong-size', []],
    ['a byte less, and says so', (response) => response.end(good.subarray(1)), 'wrong-size', []],
    ['nothing', (response) => response.end(), 'wrong-size', []],
    ['404', (response) => response.writeHead(404).end(), 'not-found', []],
    ['401', (response) => response.writeHead(401).end(), 'not-found', []],
    ['500', (response) => response.writeHead(500).end(), 'server', []],
    ['429', (response) => response.writeHead(429).end(), 'server', []],
    ['another address', (response) => response.writeHead(302, { location: '/x' }).end(), 'address', []],
    ['no HTTP', (response) => response.socket?.end('hello'), 'unreachable', []],
    ['a hang-up', (response) => response.socket?.destroy(), 'unreachable', []],
  ])('%s', async (_, answer, trouble, files) => {
    expect(await received(answer)).toEqual({ outcome: trouble, left: files })
  })

  test('one that never ends is cut off at the size it should have', async () => {
    let sent = 0
    const { outcome, left } = await received((response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536))) sent += 65_536
      }
      response.on('drain', more)
      more()
    })
    expect(outcome).toBe('wrong-size')
    expect(left).toEqual([])
    expect(sent).toBeLessThan(50_000_000)
  })

  test('one that falls silent is given up after a while', async () => {
    const { outcome, left } = await received(
      (response) => response.writeHead(200).write(good.subarray(0, 50_000)),
      (clock) => clock.advance(stallMs / 4),
    )
    expect(outcome).toBe('stalled')
    expect(left).toEqual([`${wanted.sha256}.part`])
  })

  test('one that never says a word is given up, too', async () => {
    const { outcome } = await received(
      () => undefined,
      (clock) => clock.advance(stallMs / 4),
    )
    expect(outcome).toBe('stalled')
  })
})

test('what broke off half way is not shown, and gone on with from there', () =>
  withFolder((folder) => {
    const part = join(folder, `${wanted.sha256}.part`)
    const size = () => (existsSync(part) ? statSync(part).size : 0)
    return withServer(
      ({ headers }, response) => {
        const from = Number(/\d+/.exec(headers.range ?? '')?.[0] ?? 0)
        const range = `bytes ${from}-${good.length - 1}/${good.length}`
        if (from > 0) return void response.writeHead(206, { 'content-range': range }).end(good.subarray(from))
        response.writeHead(200, { 'content-length': good.length }).write(good.subarray(0, 120_000))
        // The line is cut once some of it has been written down.
        const cut = () => (size() > 0 ? response.socket?.destroy() : setImmediate(cut))
        cut()
      },
      async ({ url, ranges }) => {
        const media = openMediaFolder(folder, simulatedClock(0))
        const options = { source: sourceAt(url), closing: never }
        expect(await media.receive(wanted, options)).toEqual({ ok: false, error: 'broken' })
        expect(media.kept(wanted.sha256)).toBeNull()
        const half = size()
        expect(half).toBeGreaterThan(0)
        expect(await media.receive(wanted, options)).toEqual({ ok: true, value: undefined })
        expect(ranges).toEqual(['all', `bytes=${half}-`])
        expect(readFileSync(join(folder, wanted.sha256))).toEqual(good)
      },
    )
  }))

test('a damaged half file costs one more try and never passes for a whole one', () =>
  withFolder((folder) =>
    withServer(
      ({ headers }, response) => {
        const from = Number(/\d+/.exec(headers.range ?? '')?.[0] ?? 0)
        const range = `bytes ${from}-${good.length - 1}/${good.length}`
        response.writeHead(from === 0 ? 200 : 206, { 'content-range': range }).end(good.subarray(from))
      },
      async ({ url }) => {
        const media = openMediaFolder(folder, simulatedClock(0))
        const half = Buffer.from(good.subarray(0, 90_000))
        half[50_000] = 1
        writeFileSync(join(folder, `${wanted.sha256}.part`), half)
        const options = { source: sourceAt(url), closing: never }
        expect(await media.receive(wanted, options)).toEqual({ ok: false, error: 'wrong-hash' })
        expect(existsSync(join(folder, `${wanted.sha256}.part`))).toBe(false)
        expect((await media.receive(wanted, options)).ok).toBe(true)
      },
    ),
  ))

test('a file of no kind that can be shown is not kept, whatever its hash says', async () => {
  const strange = Buffer.from('GIF89a\0\0\0\0')
  await withFolder((folder) =>
    withServer(
      (_, response) => response.end(strange),
      async ({ url }) => {
        const media = openMediaFolder(folder, simulatedClock(0))
        const done = await media.receive(wantedOf(strange), { source: sourceAt(url), closing: never })
        expect(done).toEqual({ ok: false, error: 'wrong-kind' })
        expect(readdirSync(folder)).toEqual([])
      },
    ),
  )
})

test('a bit flipped on the disk is noticed, and the file is gone', () =>
  withFolder(async (folder) => {
    const path = join(folder, wanted.sha256)
    writeFileSync(path, good)
    const media = openMediaFolder(folder, simulatedClock(0))
    // Nothing is handed out before it was read through.
    expect(media.kept(wanted.sha256)).toBeNull()
    expect(await media.check(wanted)).toBe(true)
    expect(media.kept(wanted.sha256)).toMatchObject({ contentType: 'image/png', bytes: good.length })
    const damaged = Buffer.from(good)
    damaged[100_000] = 255 - (damaged[100_000] ?? 0)
    writeFileSync(path, damaged)
    expect(await media.check(wanted)).toBe(false)
    expect(media.kept(wanted.sha256)).toBeNull()
    expect(existsSync(path)).toBe(false)
  }))
