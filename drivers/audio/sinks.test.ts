import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ok, simulatedClock, systemClock } from '#basics'
import { fileSink } from './file_sink.ts'
import { playerSink } from './player_sink.ts'
import { encodeWav } from './wav.ts'

const wav = encodeWav({ sampleRate: 8_000, samples: Int16Array.of(1, 2, 3) })
const sound = { wav, durationMs: 1_000, text: '请A零零一号到三号窗口办理' }
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sink-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('files hold the very sound, numbered, and take its time', async () => {
  const clock = simulatedClock(0)
  const sink = fileSink(join(folder, 'out'), clock)
  const playing = sink.play(sound)
  const first = join(folder, 'out', '0001.wav')
  await expect.poll(() => readFile(first).catch(() => null)).toEqual(Buffer.from(wav))
  const timePasses = () => {
    clock.advance(1_000)
    return Promise.race([playing, null])
  }
  await expect.poll(timePasses).toEqual(ok(undefined))
  await writeFile(join(folder, 'plain'), '')
  expect(await fileSink(join(folder, 'plain'), clock).play(sound)).toEqual({ ok: false, error: 'no-output' })
})

/** Players here are shell scripts named like real ones. */
describe.skipIf(process.platform === 'win32')('players', () => {
  const clock = systemClock()
  const player = async (name: string, script: string) => {
    await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`)
    await chmod(join(folder, name), 0o755)
  }
  const sinkHere = () =>
    playerSink({ clock, platform: 'linux', path: ['', '/nowhere', folder].join(delimiter) })

  test('the first that exists is given the sound as a file, which is gone afterwards', async () => {
    await player('aplay', `cp "$2" ${folder}/heard; echo "$2" > ${folder}/name`)
    expect(sinkHere().name).toBe(join(folder, 'aplay'))
    expect(await sinkHere().play(sound)).toEqual(ok(undefined))
    expect(await readFile(join(folder, 'heard'))).toEqual(Buffer.from(wav))
    const given = (await readFile(join(folder, 'name'), 'utf8')).trim()
    await expect(readFile(given)).rejects.toThrow('ENOENT')
  })
  test('one without a sound card gives way to the next', async () => {
    await player('paplay', 'exit 1')
    await player('aplay', `touch ${folder}/heard`)
    expect(await sinkHere().play(sound)).toEqual(ok(undefined))
    expect(await readdir(folder)).toContain('heard')
  })
  test('none that works is no output, none at all too', async () => {
    expect(await sinkHere().play(sound)).toEqual({ ok: false, error: 'no-output' })
    await player('aplay', 'exit 1')
    expect(await sinkHere().play(sound)).toEqual({ ok: false, error: 'no-output' })
  })
  test('one that hangs is ended and reported', async () => {
    await player('aplay', `touch ${folder}/begun; exec sleep 600`)
    const slow = simulatedClock(0)
    const playing = playerSink({ clock: slow, platform: 'linux', path: folder }).play(sound)
    await expect.poll(() => readdir(folder)).toContain('begun')
    slow.advance(7_000)
    expect(await playing).toEqual({ ok: false, error: 'play-failed' })
  })
})
