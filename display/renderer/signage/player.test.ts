import fc from 'fast-check'
import { expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import type { Medium } from '#domain'
import { nextMedium, openPlayer, playerDelays, type Shown } from './player.ts'

const mediumOf = (id: string, kind: Medium['kind'] = 'picture'): Medium => ({
  id,
  title: { zh: id, en: id },
  kind,
  bytes: 1,
  sha256: id,
  priority: 'own',
  validFrom: 0,
  validUntil: null,
  daily: null,
  order: 0,
  enabled: true,
})
const types = { picture: 'image/png', video: 'video/mp4', text: 'text/plain; charset=utf-8' }
const picture = mediumOf('P')
const film = mediumOf('F', 'video')
const words = mediumOf('T', 'text')

/** A player whose files are there unless a test takes them away. */
function playing() {
  const clock = simulatedClock(0)
  const absent = new Set<string>()
  const told: string[] = []
  let shown: Shown | null = null
  const text = '请带好身份证。'.repeat(20)
  const player = openPlayer({
    clock,
    load: async (sha256) =>
      absent.has(sha256)
        ? null
        : new Blob([text], {
            type:
              sha256 === 'X'
                ? 'text/html'
                : ({ P: types.picture, F: types.video, T: types.text }[sha256] ?? types.picture),
          }),
    tell: (message) =>
      void told.push(
        message.type === 'medium-shown' ? `${message.mediumId} ${message.seconds}s` : message.type,
      ),
    onChange: (now) => {
      shown = now
    },
  })
  const settled = async () => {
    for (let n = 0; n < 20; n++) await new Promise((resolve) => setTimeout(resolve, 0))
  }
  return {
    clock,
    absent,
    told,
    player,
    shows: async () => {
      await settled()
      return shown?.medium.id ?? null
    },
    get shown() {
      return shown
    },
  }
}

test('pictures for their time, films to their end, texts as long as they are read; each is counted', async () => {
  const { clock, told, player, shows } = playing()
  player.follow([picture, film, words], 10)
  expect(await shows()).toBe('P')
  clock.advance(9_999)
  expect(await shows()).toBe('P')
  clock.advance(1)
  expect(await shows()).toBe('F')
  for (let second = 0; second < 60; second++) {
    clock.advance(1_000)
    player.moved()
  }
  expect(await shows()).toBe('F')
  player.ended()
  expect(await shows()).toBe('T')
  clock.advance(10_000)
  expect(await shows()).toBe('T')
  clock.advance(18_000)
  expect(await shows()).toBe('P')
  expect(told).toEqual(['P 10s', 'F 60s', 'T 28s'])
})

test('one alone is shown again and again, without being taken off the screen', async () => {
  const { clock, told, player, shows } = playing()
  player.follow([picture], 10)
  for (let n = 0; n < 3; n++) {
    expect(await shows()).toBe('P')
    clock.advance(10_000)
  }
  expect(told).toEqual(['P 10s', 'P 10s', 'P 10s'])
})

test('what is not here yet is passed over without a word, and shown once it is', async () => {
  const { clock, absent, told, player, shows } = playing()
  absent.add('F')
  player.follow([film, picture], 10)
  expect(await shows()).toBe('P')
  clock.advance(10_000)
  expect(await shows()).toBe('P')
  absent.clear()
  clock.advance(10_000)
  expect(await shows()).toBe('F')
  expect(told).toEqual(['P 10s', 'P 10s'])
})

test('with nothing here the screen is the hall’s, until something comes', async () => {
  const { clock, absent, player, shows } = playing()
  absent.add('P')
  player.follow([picture], 10)
  expect(await shows()).toBeNull()
  absent.clear()
  clock.advance(playerDelays.absent)
  expect(await shows()).toBe('P')
})

test('what cannot be shown is skipped, and staff are told', async () => {
  const { clock, told, player, shows } = playing()
  player.follow([film, picture], 10)
  expect(await shows()).toBe('F')
  player.failed()
  expect(await shows()).toBe('P')
  clock.advance(10_000)
  expect(await shows()).toBe('P')
  expect(told).toEqual(['medium-failed', 'P 10s'])
  clock.advance(playerDelays.failed)
  expect(await shows()).toBe('F')
})

test('a film that stands still, and a file that is something else, are skipped too', async () => {
  const { clock, told, player, shows } = playing()
  player.follow([mediumOf('X'), film, picture], 10)
  expect(await shows()).toBe('F')
  clock.advance(playerDelays.frozen)
  expect(await shows()).toBe('P')
  expect(told).toEqual(['medium-failed', 'medium-failed'])
})

test('something urgent is there at once, and gone when it is over', async () => {
  const { player, shows, told } = playing()
  player.follow([picture], 10)
  expect(await shows()).toBe('P')
  player.follow([words], 10)
  expect(await shows()).toBe('T')
  player.follow([picture], 10)
  expect(await shows()).toBe('P')
  player.follow([], 10)
  expect(await shows()).toBeNull()
  expect(told).toEqual([])
})

test('going on from one to the next, every medium that may be used has its turn', () => {
  const list = fc.array(fc.boolean(), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(list, (usable) => {
      const media = usable.map((_, place) => mediumOf(`M${place}`))
      const mayUse = ({ id }: Medium) => usable[Number(id.slice(1))] === true
      const turns: string[] = []
      let last: string | null = null
      for (let n = 0; n < usable.filter(Boolean).length; n++) {
        last = nextMedium(media, last, mayUse)?.id ?? null
        turns.push(last ?? '')
      }
      expect(turns).toEqual(media.filter(mayUse).map(({ id }) => id))
      expect(nextMedium(media, last, () => false)).toBeNull()
    }),
  )
})
