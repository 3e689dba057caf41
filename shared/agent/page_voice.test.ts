import { expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { openAnnouncer, type VoicePack } from '#drivers'
import type { ServerMessage } from '#protocol'
import { type PageEnd, pageVoice, pageVoiceTimes } from './page_voice.ts'
import { smallHub } from './small_hub.fixture.ts'
import { announcerSettings } from './speech_settings.ts'

const second = { sampleRate: 1_000, samples: new Int16Array(1_000).fill(3_000) }
const zh = new Map([...'请到号窗口办理A零一二三'].map((text) => [text, second]))
const pack: VoicePack = {
  name: 'test',
  sampleRate: 1_000,
  chime: second,
  clips: { zh, en: new Map(), wuu: new Map() },
}

/** A page that keeps what it is told and answers only when a test says so. */
function testPage() {
  const told: Extract<ServerMessage, { type: 'announce' | 'announce-text' }>[] = []
  return {
    told,
    send(message: ServerMessage) {
      if (message.type === 'announce' || message.type === 'announce-text') told.push(message)
    },
  }
}

function hall(count: number) {
  const clock = simulatedClock(Date.parse('2026-11-23T10:00:00+08:00'))
  const { policy } = smallHub(clock).centre
  const all = Array.from({ length: count }, testPage)
  let here = [...all]
  const voice = pageVoice({ clock, pages: () => here })
  const ends: [string, string][] = []
  const announcer = openAnnouncer({
    clock,
    sink: voice.sink,
    pack,
    textVoice: voice.textVoice,
    settings: () => announcerSettings(policy, 1),
    onEnd: ({ ticket }, end) => ends.push([ticket, end]),
    onStatus: () => undefined,
  })
  const settle = async () => {
    for (let turn = 0; turn < 12; turn += 1) await Promise.resolve()
  }
  return {
    clock,
    ends,
    announcer,
    pages: all,
    call(number: string) {
      const place = { kind: 'counter', number: 3 } as const
      const utterance = { kind: 'call', number, place } as const
      announcer.announce({ ticket: number, priority: 'normal', recall: false, utterance })
    },
    async answer(page: ReturnType<typeof testPage>, end: PageEnd) {
      voice.ended(page.told.at(-1)?.id ?? '', end)
      await settle()
    },
    async leave(page: ReturnType<typeof testPage>) {
      here = here.filter((each) => each !== page)
      voice.gone(page)
      await settle()
    },
    async pass(ms: number) {
      clock.advance(ms)
      await settle()
    },
  }
}

const present = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('not there')
  return value
}

test('the next announcement waits for the end the page tells, not for the clock', async () => {
  const { pages, call, answer, ends, pass } = hall(1)
  const page = present(pages[0])
  call('A1')
  call('A2')
  await pass(10)
  expect(page.told).toHaveLength(1)
  await answer(page, 'played')
  expect([ends, page.told.length]).toEqual([[['A1', 'spoken']], 2])
})

test('a page gone in mid-sentence: what it still says is over before the next page speaks', async () => {
  const { pages, call, leave, ends, pass, announcer, answer } = hall(2)
  const [first, other] = [present(pages[0]), present(pages[1])]
  call('A1')
  call('A2')
  await pass(2_000)
  await leave(first)
  expect([ends, other.told]).toEqual([[], []])
  await pass(30_000)
  expect(ends).toEqual([['A1', 'play-failed']])
  expect(announcer.status()).toMatchObject({ state: 'faulted', reason: 'play-failed' })
  expect(other.told).toHaveLength(1)
  await answer(other, 'played')
  expect(announcer.status()).toMatchObject({ state: 'ready' })
})

test('a page that never answers is passed over for one that does', async () => {
  const { pages, call, pass, ends, answer } = hall(2)
  const [deaf, other] = [present(pages[0]), present(pages[1])]
  call('A1')
  await pass(60_000)
  expect(ends).toEqual([['A1', 'play-failed']])
  call('A2')
  await pass(10)
  expect([deaf.told.length, other.told.length]).toEqual([1, 1])
  await answer(other, 'played')
  expect(ends.at(-1)).toEqual(['A2', 'spoken'])
})

test('a browser that wants a touch first, and no page at all, are no output', async () => {
  const { pages, call, answer, announcer, leave, ends, pass } = hall(1)
  const page = present(pages[0])
  call('A1')
  await answer(page, 'blocked')
  expect(announcer.status()).toMatchObject({ state: 'faulted', reason: 'no-output' })
  await leave(page)
  call('A2')
  await pass(10)
  expect(ends).toEqual([
    ['A1', 'no-output'],
    ['A2', 'no-output'],
  ])
})

test('what the pack lacks is read by the machine; where it has no voice, the status says it is not said', async () => {
  const { pages, call, answer, announcer, ends } = hall(1)
  const page = present(pages[0])
  call('B1')
  expect(page.told[0]).toMatchObject({
    type: 'announce-text',
    words: Array(2).fill({ language: 'zh-CN', text: '请B一号到三号窗口办理' }),
  })
  await answer(page, 'played')
  expect(announcer.status()).toMatchObject({ state: 'degraded', reason: 'text-voice' })
  call('B2')
  await answer(page, 'no-voice')
  // What is left is a chime, on the same page.
  expect(page.told.at(-1)).toMatchObject({ type: 'announce', text: '请B二号到三号窗口办理' })
  await answer(page, 'played')
  expect(announcer.status()).toMatchObject({ state: 'degraded', reason: 'cannot-say' })
  expect(ends.map(([, end]) => end)).toEqual(['spoken', 'cannot-say'])
})

test('an answer to what is over is nothing', async () => {
  const { pages, call, pass, ends, answer } = hall(1)
  const page = present(pages[0])
  call('A1')
  await pass(60_000 + pageVoiceTimes.patience)
  await answer(page, 'played')
  expect(ends).toEqual([['A1', 'play-failed']])
})
