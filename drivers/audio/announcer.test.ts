import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { err, ok, simulatedClock } from '#basics'
import {
  type AnnouncementEnd,
  type AnnouncementRequest,
  type AnnouncerStatus,
  openAnnouncer,
} from './announcer.ts'
import { type AnnouncerPolicy, usualPolicy } from './policy.ts'
import { memorySink, type PlayedSound } from './sink.ts'
import { usualStyle } from './speech.ts'
import type { TextAnnouncement, TextVoice } from './text_voice.ts'

const noon = Date.parse('2026-11-23T10:00:00+08:00')
const sampleRate = 1_000
const second = { sampleRate, samples: new Int16Array(sampleRate).fill(3_000) }
const pieces = [...'请号到ABC零一二三四五六七八九十离开', '号窗口办理']
const zh = new Map(pieces.map((text) => [text, second]))
const pack = { name: 'test', sampleRate, chime: second, clips: { zh, en: new Map(), wuu: new Map() } }
const style = { ...usualStyle, times: 1 }

/** Pairs of sounds heard at the same time: what an announcer must never cause. */
const overlaps = (log: readonly PlayedSound[]): number => {
  const pairs = log.flatMap((a, i) => log.slice(i + 1).map((b) => [a, b] as const))
  const end = (sound: PlayedSound) => sound.to ?? Number.POSITIVE_INFINITY
  return pairs.filter(([a, b]) => a.from < end(b) && b.from < end(a)).length
}

function withAnnouncer(
  policy: Partial<AnnouncerPolicy> = {},
  startsAt = noon,
  voices: { pack?: null; textVoice?: TextVoice } = {},
) {
  const clock = simulatedClock(startsAt)
  const sink = memorySink(clock)
  const ends: [string, AnnouncementEnd][] = []
  const statuses: AnnouncerStatus[] = []
  const listener: { onEnd: (request: AnnouncementRequest) => void } = { onEnd: () => undefined }
  const settings = { style, policy: { ...usualPolicy, ...policy } }
  const announcer = openAnnouncer({
    clock,
    sink,
    pack: voices.pack === null ? null : pack,
    textVoice: voices.textVoice ?? null,
    settings: () => settings,
    onEnd(request, end) {
      ends.push([request.ticket, end])
      listener.onEnd(request)
    },
    onStatus: (status) => statuses.push(status),
  })
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= 500) {
      for (let turn = 0; turn < 8; turn += 1) await Promise.resolve()
      clock.advance(Math.min(500, left))
    }
    for (let turn = 0; turn < 8; turn += 1) await Promise.resolve()
  }
  const heard = () => sink.log.map(({ text }) => text)
  return { clock, sink, announcer, ends, statuses, pass, heard, listener, settings }
}

const call = (number: string, counter = 3, more: Partial<AnnouncementRequest> = {}): AnnouncementRequest => ({
  ticket: number,
  priority: 'normal',
  recall: false,
  utterance: { kind: 'call', number, place: { kind: 'counter', number: counter } },
  ...more,
})
const emergency: AnnouncementRequest = {
  ticket: 'emergency',
  priority: 'emergency',
  recall: false,
  utterance: { kind: 'notice', chinese: '请离开', english: null },
}
const minute = 60_000

describe('the announcer of a hall', () => {
  test('speaks one at a time, in order, emergencies first', async () => {
    const { announcer, sink, pass, heard, ends } = withAnnouncer()
    for (const request of [call('A1'), call('A2'), call('A3'), emergency]) announcer.announce(request)
    await pass(minute)
    expect(heard()).toEqual([
      '请A一号到三号窗口办理',
      '请离开',
      '请A二号到三号窗口办理',
      '请A三号到三号窗口办理',
    ])
    expect(overlaps(sink.log)).toBe(0)
    expect(ends.map(([, end]) => end)).toEqual(Array(4).fill('spoken'))
  })
  test('what is announced by a listener of the end does not overlap either', async () => {
    const { announcer, sink, pass, listener, heard } = withAnnouncer()
    listener.onEnd = ({ ticket }) => {
      if (ticket === 'A1') for (const number of ['B1', 'B2']) announcer.announce(call(number))
    }
    announcer.announce(call('A1'))
    announcer.announce(call('A2'))
    await pass(minute)
    expect(heard()).toHaveLength(4)
    expect(overlaps(sink.log)).toBe(0)
  })
  test('the detector of overlaps can fail: sounds sent straight to the sink do overlap', async () => {
    const { sink, pass } = withAnnouncer()
    const sound = { wav: new Uint8Array(), durationMs: 1_000, text: 'x' }
    void sink.play(sound)
    await pass(500)
    void sink.play(sound)
    expect(overlaps(sink.log)).toBe(1)
    await pass(2_000)
    expect(overlaps(sink.log)).toBe(1)
  })
  test('refuses a repetition while the first waits or sounds; a recall is heard again', async () => {
    const { announcer, pass, heard } = withAnnouncer()
    expect(announcer.announce(call('A1'))).toEqual(ok('queued'))
    await pass(500)
    expect(announcer.announce(call('A1'))).toEqual({ ok: false, error: 'duplicate' })
    expect(announcer.announce(call('A1', 3, { recall: true }))).toEqual(ok('queued'))
    expect(announcer.announce(call('A1', 3, { recall: true }))).toEqual(ok('renewed'))
    await pass(minute)
    expect(heard()).toHaveLength(2)
    expect(announcer.announce(call('A1'))).toEqual(ok('queued'))
  })
  test('a ticket called to another place is spoken only for the last', async () => {
    const { announcer, pass, heard, ends } = withAnnouncer()
    for (const request of [call('B9'), call('A1', 3), call('A1', 5)]) announcer.announce(request)
    await pass(minute)
    expect(heard()).toEqual(['请B九号到三号窗口办理', '请A一号到五号窗口办理'])
    expect(ends).toContainEqual(['A1', 'superseded'])
  })
  test('takes back what has not begun', async () => {
    const { announcer, pass, heard, ends } = withAnnouncer()
    announcer.announce(call('A1'))
    announcer.announce(call('A2'))
    expect([announcer.cancel('A2'), announcer.cancel('A1')]).toEqual([1, 0])
    await pass(minute)
    expect(heard()).toEqual(['请A一号到三号窗口办理'])
    expect(ends).toEqual([
      ['A2', 'cancelled'],
      ['A1', 'spoken'],
    ])
  })
  test('lets calls lapse that waited too long, but a recall makes one young again', async () => {
    const { announcer, pass, heard, ends } = withAnnouncer({ maxAgeMs: 5_000 })
    for (const number of ['A1', 'A2', 'A3']) announcer.announce(call(number))
    await pass(4_000)
    announcer.announce(call('A3', 3, { recall: true }))
    await pass(minute)
    expect(heard()).toEqual(['请A一号到三号窗口办理', '请A三号到三号窗口办理'])
    expect(ends).toContainEqual(['A2', 'too-old'])
  })
  test('is silent in quiet hours except for emergencies', () => {
    const { announcer } = withAnnouncer({}, Date.parse('2026-11-23T22:00:00+08:00'))
    expect(announcer.announce(call('A1'))).toEqual({ ok: false, error: 'quiet-hours' })
    expect(announcer.announce(emergency)).toEqual(ok('queued'))
  })
  test('what still waits when they begin, over midnight or by a changed setting, is not spoken', async () => {
    const night = Date.parse('2026-11-23T19:59:58+08:00')
    const { announcer, settings, pass, heard, ends } = withAnnouncer({ quietHours: [] }, night)
    settings.policy = { ...settings.policy, quietHours: [{ from: 20 * 60, to: 7 * 60 }] }
    for (const number of ['A1', 'A2']) expect(announcer.announce(call(number))).toEqual(ok('queued'))
    await pass(3_000)
    expect(announcer.announce(emergency)).toEqual(ok('queued'))
    await pass(minute)
    expect(heard()).toEqual(['请A一号到三号窗口办理', '请离开'])
    expect(ends).toContainEqual(['A2', 'quiet-hours'])
  })
  test('of five hundred calls at once those that are still young are spoken, one after the other', async () => {
    const { announcer, sink, pass, ends } = withAnnouncer()
    for (let n = 1; n <= 500; n += 1) announcer.announce(call(`A${n}`, (n % 20) + 1))
    expect(announcer.status().waiting).toBeGreaterThan(400)
    await pass(2 * minute)
    expect(overlaps(sink.log)).toBe(0)
    expect([ends.length, announcer.status().waiting]).toEqual([500, 0])
    expect(new Set(ends.map(([, end]) => end))).toEqual(new Set(['spoken', 'too-old']))
  })
  test('says nothing once closed', async () => {
    const { announcer, pass, heard, ends } = withAnnouncer()
    announcer.announce(call('A1'))
    announcer.announce(call('A2'))
    announcer.close()
    await pass(minute)
    expect(heard()).toHaveLength(1)
    expect(ends).toEqual([
      ['A2', 'closed'],
      ['A1', 'spoken'],
    ])
    expect(announcer.announce(call('A3'))).toEqual({ ok: false, error: 'closed' })
  })
  test('a missing output is a status; the next announcement that sounds clears it', async () => {
    const { announcer, sink, pass, ends, statuses } = withAnnouncer()
    sink.fail('no-output')
    announcer.announce(call('A1'))
    await pass(500)
    expect(announcer.status()).toMatchObject({ state: 'faulted', reason: 'no-output', waiting: 0 })
    sink.fail(null)
    announcer.announce(call('A2'))
    await pass(minute)
    expect(ends).toEqual([
      ['A1', 'no-output'],
      ['A2', 'spoken'],
    ])
    expect(statuses.map(({ state }) => state)).toEqual(['faulted', 'ready'])
  })
})

describe('what the pack cannot say', () => {
  const reader = () => {
    const read: TextAnnouncement[] = []
    const textVoice: TextVoice = {
      name: 'reader',
      async speak(announcement) {
        read.push(announcement)
        return ok(undefined)
      },
    }
    return { read, textVoice }
  }
  test('is read by the text voice, in its turn, and the status says so', async () => {
    const { read, textVoice } = reader()
    const { announcer, pass, heard, ends, statuses } = withAnnouncer({}, noon, { textVoice })
    announcer.announce(call('A1'))
    announcer.announce(call('X1'))
    announcer.announce(call('A2'))
    await pass(minute)
    expect(heard()).toEqual(['请A一号到三号窗口办理', '请A二号到三号窗口办理'])
    expect(read).toEqual([
      {
        text: '请X一号到三号窗口办理',
        words: [{ language: 'zh-CN', text: '请X一号到三号窗口办理' }],
        volume: 0.9,
      },
    ])
    expect(ends.map(([ticket]) => ticket)).toEqual(['A1', 'X1', 'A2'])
    expect(statuses.map(({ state, reason }) => [state, reason])).toEqual([
      ['degraded', 'text-voice'],
      ['ready', null],
    ])
  })
  test('is everything without a pack', async () => {
    const { read, textVoice } = reader()
    const { announcer, pass } = withAnnouncer({}, noon, { pack: null, textVoice })
    announcer.announce(call('A1'))
    await pass(500)
    expect(read).toHaveLength(1)
    expect(announcer.status()).toMatchObject({ state: 'degraded', reason: 'text-voice' })
  })
  test('is a status where nothing can say it, until something is said again', async () => {
    const { announcer, pass, statuses } = withAnnouncer()
    announcer.announce(call('X1'))
    await pass(minute)
    expect(announcer.status()).toMatchObject({ state: 'degraded', reason: 'cannot-say' })
    announcer.announce(call('A1'))
    await pass(minute)
    expect(statuses.at(-1)).toMatchObject({ state: 'ready', reason: null })
  })
  test.each([
    ['no voice at all', null],
    ['a voice that cannot be heard', { name: 'mute', speak: async () => err('no-output' as const) }],
  ])('is a chime with %s, with the pack and without it', async (_, textVoice) => {
    const made = textVoice === null ? {} : { textVoice }
    for (const voices of [made, { ...made, pack: null }]) {
      const { announcer, pass, sink, ends, statuses } = withAnnouncer({}, noon, voices)
      expect(announcer.announce(call('X1'))).toEqual(ok('queued'))
      await pass(minute)
      expect(sink.log.map(({ text }) => text)).toEqual(['请X一号到三号窗口办理'])
      expect(sink.log[0]?.durationMs).toBeLessThan(1_500)
      expect(ends).toEqual([['X1', 'cannot-say']])
      expect(statuses.at(-1)).toMatchObject({ state: 'degraded', reason: 'cannot-say' })
    }
  })
  test('is the loudspeaker’s fault where not even the chime is heard', async () => {
    const { announcer, pass, sink, ends } = withAnnouncer({}, noon, { pack: null })
    sink.fail('no-output')
    announcer.announce(call('X1'))
    await pass(minute)
    expect(ends).toEqual([['X1', 'no-output']])
    expect(announcer.status()).toMatchObject({ state: 'faulted', reason: 'no-output' })
  })
  test('is not rung for where a voice broke off in the middle: it was heard', async () => {
    const textVoice: TextVoice = { name: 'breaks off', speak: async () => err('play-failed') }
    const { announcer, pass, heard, ends } = withAnnouncer({}, noon, { pack: null, textVoice })
    announcer.announce(call('A1'))
    await pass(minute)
    expect(heard()).toEqual([])
    expect(ends).toEqual([['A1', 'play-failed']])
  })
})

test('changed settings count from the next announcement on', async () => {
  const { announcer, settings, pass, sink } = withAnnouncer()
  announcer.announce(call('A1'))
  await pass(minute)
  settings.style = { ...settings.style, chime: false, times: 2 }
  announcer.announce(call('A2'))
  await pass(minute)
  const [first, second] = sink.log.map(({ durationMs }) => durationMs)
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThan(5_000)
  settings.policy = { ...settings.policy, quietHours: [{ from: 0, to: 1_440 }] }
  expect(announcer.announce(call('A3'))).toEqual({ ok: false, error: 'quiet-hours' })
})

test('whatever happens, sounds never overlap and every accepted request ends once', async () => {
  const number = fc.constantFrom('A1', 'A2', 'B1', 'B2', 'C9')
  const step = fc.oneof(
    fc.record({ number, counter: fc.integer({ min: 1, max: 3 }), recall: fc.boolean() }),
    fc.record({ cancel: number }),
    fc.record({ wait: fc.integer({ min: 1, max: 20_000 }) }),
    fc.record({ fault: fc.boolean() }),
    fc.constant({ emergency: true }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { announcer, sink, ends, pass } = withAnnouncer({ maxAgeMs: 15_000 })
      let accepted = 0
      const announce = (request: AnnouncementRequest) => {
        const result = announcer.announce(request)
        if (result.ok && result.value === 'queued') accepted += 1
      }
      for (const action of steps) {
        if ('number' in action) announce(call(action.number, action.counter, { recall: action.recall }))
        else if ('cancel' in action) announcer.cancel(action.cancel)
        else if ('wait' in action) await pass(action.wait)
        else if ('fault' in action) sink.fail(action.fault ? 'play-failed' : null)
        else announce(emergency)
      }
      sink.fail(null)
      await pass(10 * minute)
      expect(overlaps(sink.log)).toBe(0)
      expect(ends).toHaveLength(accepted)
      expect(announcer.status()).toMatchObject({ speaking: null, waiting: 0 })
    }),
    { numRuns: 60 },
  )
})
