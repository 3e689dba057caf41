import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { err, ok } from '#basics'
import { espeakVoice } from './espeak_voice.ts'
import { installed } from './installed.ts'
import type { Announcement, AudioSink } from './sink.ts'
import { firstVoice, type TextAnnouncement, type TextVoice } from './text_voice.ts'
import { encodeWav } from './wav.ts'

const announcement: TextAnnouncement = {
  text: '请A一号到三号窗口办理',
  words: [
    { language: 'zh-CN', text: '请A一号到三号窗口办理' },
    { language: 'en-US', text: 'Ticket A 1, please go to counter 3' },
  ],
  volume: 0.5,
}

function listening() {
  const heard: Announcement[] = []
  const sink: AudioSink = {
    name: 'test',
    async play(sound) {
      heard.push(sound)
      return ok(undefined)
    },
  }
  return { heard, sink }
}

describe.skipIf(process.platform === 'win32')('the machine’s eSpeak NG', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'espeak-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  /** A stand-in that writes down what it is told and gives one second of sound as its last argument says. */
  const install = async (script: string) => {
    const wav = encodeWav({ sampleRate: 1_000, samples: new Int16Array(1_000).fill(3_000) })
    await writeFile(join(folder, 'sound'), wav)
    const file = join(folder, 'espeak-ng')
    const write = 'for last in "$@"; do :; done\n'
    await writeFile(file, `#!/bin/sh\n${write}echo "$@" | cut -d' ' -f2 >> ${folder}/told\n${script}\n`)
    await chmod(file, 0o755)
  }
  const open = (sink: AudioSink) => espeakVoice({ path: [folder, '/bin', '/usr/bin'].join(delimiter), sink })

  test('reads each sentence in its language, with a breath between, through the hall’s own output', async () => {
    await install(`cat >> ${folder}/told\necho >> ${folder}/told\ncp ${folder}/sound "$last"`)
    const { heard, sink } = listening()
    expect(await open(sink)?.speak(announcement)).toEqual(ok(undefined))
    expect(heard).toMatchObject([{ text: announcement.text, durationMs: 2_600 }])
    const [zh, en] = announcement.words.map(({ text }) => text)
    expect(await readFile(join(folder, 'told'), 'utf8')).toBe(`cmn-latn-pinyin\n${zh}\nen-us\n${en}\n`)
  })
  test.each([
    ['fails', 'exit 1'],
    ['says nothing', 'exit 0'],
    ['writes what is no sound', 'echo hello > "$last"'],
  ])('that %s is no output, and half an announcement is not played', async (_, script) => {
    await install(script)
    const { heard, sink } = listening()
    expect(await open(sink)?.speak(announcement)).toEqual(err('no-output'))
    await install(`[ "$2" = en-us ] && exit 1\ncp ${folder}/sound "$last"`)
    expect(await open(sink)?.speak(announcement)).toEqual(err('no-output'))
    expect(heard).toEqual([])
  })
  test('is not there where it is not installed', () => {
    expect(espeakVoice({ path: folder, sink: listening().sink })).toBeNull()
  })
})

test.skipIf(installed(process.env.PATH ?? '', 'espeak-ng') === null)(
  'the real one makes a sentence of a length that can be one (where it is installed)',
  async () => {
    const { heard, sink } = listening()
    const voice = espeakVoice({ path: process.env.PATH ?? '', sink })
    expect(await voice?.speak(announcement)).toEqual(ok(undefined))
    expect(heard[0]?.durationMs).toBeGreaterThan(3_000)
    expect(heard[0]?.durationMs).toBeLessThan(15_000)
  },
)

describe('voices in order', () => {
  const asked: string[] = []
  const voice = (name: string, end: Awaited<ReturnType<TextVoice['speak']>>): TextVoice => ({
    name,
    async speak() {
      asked.push(name)
      return end
    },
  })
  beforeEach(() => {
    asked.length = 0
  })

  test('one that cannot be heard gives way to the next', async () => {
    const both = firstVoice([voice('page', err('no-output')), null, voice('espeak-ng', ok(undefined))])
    expect([both?.name, await both?.speak(announcement)]).toEqual(['page, espeak-ng', ok(undefined)])
    expect(asked).toEqual(['page', 'espeak-ng'])
  })
  test('one that broke off was heard', async () => {
    const both = firstVoice([voice('page', err('play-failed')), voice('espeak-ng', ok(undefined))])
    expect(await both?.speak(announcement)).toEqual(err('play-failed'))
    expect(asked).toEqual(['page'])
  })
  test('none is none', async () => {
    expect(firstVoice([null])).toBeNull()
    expect(await firstVoice([voice('page', err('no-output'))])?.speak(announcement)).toEqual(err('no-output'))
  })
})
