import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { joining, levelGain, loudnessOf } from './joiner.ts'
import { speechParts, usualStyle } from './speech.ts'
import { loadVoicePack, type VoicePack } from './voice_pack.ts'
import { encodeWav } from './wav.ts'

const shipped = fileURLToPath(new URL('../../resources/voice/stand-in', import.meta.url))
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pack-'))
})
afterEach(() => rm(folder, { recursive: true }))

const load = async (from: string): Promise<VoicePack> => {
  const pack = await loadVoicePack(from)
  if (!pack.ok) throw new Error(pack.error)
  return pack.value
}
const letters = [...'ABCDEFGHJKLMNPQRSTUVWXYZ']
const rooms = [
  '第一调解室',
  '第二接待室',
  '咨询室',
  '会谈室',
  '三楼会议室',
  '人民调解室',
  '法律援助',
  '导引台',
]

describe('the stand-in pack', () => {
  test('says every ticket letter, every digit and every counter, in both languages', async () => {
    const { clips } = await load(shipped)
    for (const [i, letter] of letters.entries()) {
      const utterance = { kind: 'call', number: `${letter}0123456789` } as const
      for (let counter = 1 + i; counter <= 999; counter += letters.length) {
        const place = { kind: 'counter', number: counter } as const
        const style = { ...usualStyle, one: i % 2 === 0 ? '幺' : '一', also: ['en'] } as const
        const parts = speechParts({ ...utterance, place }, style, clips)
        expect(parts.ok && parts.value.some((part) => part.kind === 'clip' && part.language === 'en')).toBe(
          true,
        )
      }
    }
  })
  test.each(rooms)('calls to %s', async (name) => {
    const { clips } = await load(shipped)
    const place = { kind: 'room', name, english: 'mediation room' } as const
    expect(speechParts({ kind: 'call', number: 'A001', place }, usualStyle, clips).ok).toBe(true)
  })
  test('has the sentence of an emergency, and the templates of deployed halls', async () => {
    const { clips } = await load(shipped)
    const notice = { kind: 'notice', english: null } as const
    expect(
      speechParts({ ...notice, chinese: '请注意,请听从工作人员指引,有序离开。' }, usualStyle, clips).ok,
    ).toBe(true)
    for (const counterTemplate of [
      '请{number}号到第{counter}窗口办理业务',
      '{number}号请到{counter}号窗口办理业务',
    ]) {
      const place = { kind: 'counter', number: 3 } as const
      const style = { ...usualStyle, counterTemplate }
      expect(speechParts({ kind: 'call', number: 'A001', place }, style, clips).ok).toBe(true)
    }
  })
  test('is trimmed, audible and never clipped', async () => {
    const { clips, sampleRate } = await load(shipped)
    for (const [text, { samples }] of [...clips.zh, ...clips.en]) {
      const audible = samples.findIndex((sample) => Math.abs(sample) > 100)
      const seconds = samples.length / sampleRate
      expect(audible / sampleRate, text).toBeLessThan(0.05)
      expect(seconds > 0.12 && seconds < 3.5, `${text} lasts ${seconds} s`).toBe(true)
      expect(levelGain(samples), text).toBeLessThan(10)
    }
  })
  test('comes out at one loudness: no clip above the peak, none far from the others', async () => {
    const { clips, chime } = await load(shipped)
    for (const [text, { samples }] of [['chime', chime] as const, ...clips.zh, ...clips.en]) {
      const gain = levelGain(samples)
      const { rmsDb, peakDb } = loudnessOf(samples.map((sample) => Math.round(sample * gain)))
      expect(peakDb, text).toBeLessThanOrEqual(joining.peakDb + 0.01)
      expect(Math.abs(rmsDb - joining.loudnessDb), `${text} is at ${rmsDb} dB`).toBeLessThan(4)
    }
  })
})

describe('a pack that is not right', () => {
  const manifest = { format: 1, name: 'x', sampleRate: 22_050, chime: 'c.wav', clips: [] as object[] }
  const write = (pack: object) => writeFile(join(folder, 'pack.json'), JSON.stringify(pack))
  const sound = (sampleRate: number) => encodeWav({ sampleRate, samples: Int16Array.of(1, 2) })

  test('is refused with a sentence that names the file', async () => {
    expect(await loadVoicePack(folder)).toEqual({ ok: false, error: 'pack.json cannot be read' })
    await writeFile(join(folder, 'pack.json'), '{')
    expect(await loadVoicePack(folder)).toEqual({ ok: false, error: 'pack.json is not JSON' })
    await write({ ...manifest, format: 2 })
    expect(await loadVoicePack(folder)).toMatchObject({ error: expect.stringContaining('format') })
    await write(manifest)
    expect(await loadVoicePack(folder)).toEqual({ ok: false, error: 'c.wav cannot be read' })
    await writeFile(join(folder, 'c.wav'), sound(8_000))
    expect(await loadVoicePack(folder)).toMatchObject({ error: 'c.wav is not sampled at 22050 Hz' })
    await writeFile(join(folder, 'c.wav'), 'RIFF')
    expect(await loadVoicePack(folder)).toMatchObject({ error: 'c.wav is no clip: not-wav' })
  })
  test('may not reach outside its folder', async () => {
    await cp(join(shipped, 'chime.wav'), join(folder, 'c.wav'))
    await write({ ...manifest, clips: [{ file: '../secret.wav', language: 'zh', text: '请' }] })
    expect((await loadVoicePack(folder)).ok).toBe(false)
    await write(manifest)
    expect((await loadVoicePack(folder)).ok).toBe(true)
  })
})
