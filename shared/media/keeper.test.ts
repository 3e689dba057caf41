import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { assert, simulatedClock } from '#basics'
import { keeperDelays, mediaKeeper } from './keeper.ts'
import { pictureOf, sourceAt, wantedOf, withFolder, withServer } from './media.fixture.ts'
import { openMediaFolder } from './media_folder.ts'
import type { WantedFile } from './receive.ts'

const first = pictureOf(100_000, 1)
const second = pictureOf(100_000, 2)
const files = new Map([first, second].map((content) => [wantedOf(content).sha256, content]))
const [a, b] = [wantedOf(first), wantedOf(second)]

type Answer = (content: Buffer | undefined, response: ServerResponse) => void

const give: Answer = (content, response) => {
  if (content === undefined) response.writeHead(404).end()
  else response.end(content)
}

async function until(what: string, holds: () => boolean) {
  const deadline = performance.now() + 5_000
  while (!holds()) {
    assert(performance.now() < deadline, `still not: ${what}`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** A keeper on a folder of its own, and a server that has both files; tests change what is wanted and answered. */
function openBench(folder: string, room: number) {
  const clock = simulatedClock(0)
  let url = ''
  const open = () => {
    const media = openMediaFolder(folder, clock)
    const keeper = mediaKeeper({
      ...{ folder: media, clock, random: () => 0, room },
      wanted: () => bench.wanted,
      source: ({ sha256 }) => sourceAt(`${url}/${sha256}`),
      onChange: () => undefined,
      onFault: (error) => assert(false, String(error)),
    })
    return { media, keeper }
  }
  let opened = open()
  const bench = {
    clock,
    folder,
    wanted: [a, b] as readonly WantedFile[] | null,
    answer: give,
    asked: [] as string[],
    get keeper() {
      return opened.keeper
    },
    kept: ({ sha256 }: WantedFile) => opened.media.kept(sha256),
    comes: (file: WantedFile) => until('the file', () => opened.media.kept(file.sha256) !== null),
    async restart() {
      await opened.keeper.close()
      opened = open()
      opened.keeper.look()
    },
    serveAt(place: string) {
      url = place
    },
  }
  return bench
}

function withKeeper(use: (bench: ReturnType<typeof openBench>) => Promise<void>, room = 1_000_000) {
  return withFolder(async (folder) => {
    const bench = openBench(folder, room)
    const answer = (request: IncomingMessage, response: ServerResponse) => {
      const sha256 = request.url?.slice(1) ?? ''
      bench.asked.push(sha256)
      bench.answer(files.get(sha256), response)
    }
    await withServer(answer, async ({ url }) => {
      bench.serveAt(url)
      await use(bench)
      await bench.keeper.close()
    })
  })
}

test('what is wanted comes in its order, stays over a restart, and goes when nobody wants it', () =>
  withKeeper(async (bench) => {
    bench.keeper.look()
    await bench.comes(b)
    expect(bench.asked).toEqual([a.sha256, b.sha256])
    await bench.restart()
    await bench.comes(b)
    expect(bench.asked).toHaveLength(2)
    expect(bench.keeper.stateOf(a.sha256)).toEqual({ state: 'ready', reason: null })
    bench.wanted = [b]
    bench.keeper.look()
    await until('one', () => readdirSync(bench.folder).length === 1)
    expect(bench.kept(a)).toBeNull()
  }))

test('while nobody knows what is wanted nothing is thrown away', () =>
  withKeeper(async (bench) => {
    bench.keeper.look()
    await bench.comes(b)
    bench.wanted = null
    await bench.restart()
    bench.wanted = [a, b]
    bench.keeper.look()
    await bench.comes(b)
    expect(readdirSync(bench.folder)).toHaveLength(2)
    expect(bench.asked).toHaveLength(2)
  }))

test('a hub that goes away half way is asked again, later and later, and at once when it is back', () =>
  withKeeper(async (bench) => {
    const { clock, keeper, asked } = bench
    bench.wanted = [a]
    bench.answer = (content, response) => {
      const half = content?.subarray(0, 30_000)
      response.writeHead(200, { 'content-length': 100_000 }).write(half, () => response.socket?.end())
    }
    const failure = (n: number) =>
      until(`failure ${n}`, () => asked.length === n && keeper.stateOf(a.sha256).state === 'waiting')
    keeper.look()
    await until('the first try', () => asked.length === 1)
    await failure(1)
    expect(keeper.stateOf(a.sha256).reason).toBe('broken')
    clock.advance(keeperDelays.first - 1)
    expect(asked).toHaveLength(1)
    clock.advance(1)
    await failure(2)
    clock.advance(keeperDelays.first)
    expect(asked).toHaveLength(2)
    clock.advance(keeperDelays.first)
    await failure(3)
    bench.answer = give
    keeper.retry()
    await bench.comes(a)
    expect(readFileSync(bench.kept(a)?.path ?? '')).toEqual(first)
  }))

test('a file that is another one is refused, and the next one comes all the same', () =>
  withKeeper(async (bench) => {
    bench.answer = (content, response) => give(content === first ? pictureOf(100_000, 9) : content, response)
    bench.keeper.look()
    await bench.comes(b)
    expect(bench.keeper.stateOf(a.sha256)).toEqual({ state: 'refused', reason: 'wrong-hash' })
    expect(readdirSync(bench.folder)).toEqual([b.sha256])
  }))

test('damage on the disk is noticed at the start, when a screen cannot show it, and from time to time', () =>
  withKeeper(async (bench) => {
    const damage = () => writeFileSync(join(bench.folder, a.sha256), pictureOf(100_000, 5))
    const fetched = async (times: number) => {
      await until(`fetched ${times} times`, () => bench.asked.length === times)
      await bench.comes(a)
    }
    bench.wanted = [a]
    bench.keeper.look()
    await fetched(1)
    damage()
    await bench.restart()
    await fetched(2)
    damage()
    bench.keeper.suspect(a.sha256)
    await fetched(3)
    damage()
    bench.clock.advance(keeperDelays.recheck)
    await fetched(4)
    expect(readFileSync(join(bench.folder, a.sha256))).toEqual(first)
  }))

test('what there is no room for is left out, and said', () =>
  withKeeper(async (bench) => {
    bench.keeper.look()
    await bench.comes(a)
    expect(bench.keeper.stateOf(b.sha256)).toEqual({ state: 'refused', reason: 'no-room' })
    expect(bench.asked).toEqual([a.sha256])
  }, 150_000))
