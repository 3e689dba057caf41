import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { openAnnouncer } from './announcer.ts'
import { playerSink } from './player_sink.ts'
import { usualPolicy } from './policy.ts'
import { usualStyle } from './speech.ts'

const second = { sampleRate: 1_000, samples: new Int16Array(1_000).fill(3_000) }
const zh = new Map([...'请A一二三四五号到窗口办理'].map((text) => [text, second]))
const pack = { name: 'test', sampleRate: 1_000, chime: second, clips: { zh, en: new Map(), wuu: new Map() } }
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'announcer-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Players here are shell scripts named like real ones; each writes down when it begins and ends. */
test.skipIf(process.platform === 'win32')(
  'a player that is missing, exits with 1 or hangs: the next call goes on, nothing overlaps, the status says so',
  async () => {
    const clock = simulatedClock(Date.parse('2026-11-23T10:00:00+08:00'))
    const ends: string[] = []
    const statuses: string[] = []
    const heard = () => readFile(join(folder, 'heard'), 'utf8').catch(() => '')
    const player = async (script: string) => {
      await writeFile(join(folder, 'aplay'), `#!/bin/sh\necho begin >> ${folder}/heard\n${script}\n`)
      await chmod(join(folder, 'aplay'), 0o755)
    }
    const open = () =>
      openAnnouncer({
        clock,
        sink: playerSink({ clock, platform: 'linux', path: folder }),
        pack,
        textVoice: null,
        settings: () => ({ style: { ...usualStyle, times: 1 }, policy: usualPolicy }),
        onEnd: ({ ticket }, end) => ends.push(`${ticket} ${end}`),
        onStatus: ({ state, reason }) => statuses.push(`${state} ${reason}`),
      })
    const call = (to: ReturnType<typeof open>, number: string) => {
      const place = { kind: 'counter', number: 3 } as const
      const utterance = { kind: 'call', number, place } as const
      to.announce({ ticket: number, priority: 'normal', recall: false, utterance })
    }
    call(open(), 'A1')
    await expect.poll(() => ends).toEqual(['A1 no-output'])

    await player('exit 1')
    const announcer = open()
    call(announcer, 'A2')
    await expect.poll(() => ends.at(-1)).toBe('A2 no-output')

    await player('exec sleep 600')
    call(announcer, 'A3')
    call(announcer, 'A4')
    await expect.poll(heard).toBe('begin\nbegin\n')
    await player(`echo end >> ${folder}/heard`)
    clock.advance(30_000)
    await expect.poll(() => ends.slice(-2)).toEqual(['A3 play-failed', 'A4 spoken'])
    expect(await heard()).toBe('begin\nbegin\nbegin\nend\n')
    expect(statuses).toEqual([
      ...['faulted no-output', 'faulted no-output'],
      ...['faulted play-failed', 'ready null'],
    ])
  },
)
