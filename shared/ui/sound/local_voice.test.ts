import { expect, test } from 'vitest'
import { readAloud, type Synthesis } from './local_voice.ts'

const huihui = { lang: 'zh-CN', localService: true }
const cloud = { lang: 'zh-CN', localService: false }
const zira = { lang: 'en-US', localService: true }
const words = [
  { language: 'zh-CN', text: '请A零零一号到三号窗口办理' },
  { language: 'en-US', text: 'Ticket A zero zero one' },
] as const
const announcement = { id: '1', text: words[0].text, words: [...words], volume: 0.5 }

function synthesis(voices: ReturnType<Synthesis['voices']>, works = true) {
  const said: [string, number][] = []
  const made: Synthesis = {
    voices: () => voices,
    async speak(text, voice) {
      said.push([text, voice])
      return works
    },
  }
  return { made, said }
}

test('each sentence is read by a voice of this machine for its language', async () => {
  const { made, said } = synthesis([cloud, zira, huihui])
  expect(await readAloud(made, announcement)).toBe('played')
  expect(said).toEqual([
    [words[0].text, 2],
    [words[1].text, 1],
  ])
})

test('a voice of a service outside is none', async () => {
  const { made, said } = synthesis([cloud, zira])
  expect(await readAloud(made, announcement)).toBe('no-voice')
  expect(await readAloud(null, announcement)).toBe('no-voice')
  expect(said).toEqual([])
})

test('English without a voice is left out; a voice that breaks off is a failure', async () => {
  const { made, said } = synthesis([huihui])
  expect(await readAloud(made, announcement)).toBe('played')
  expect(said).toHaveLength(1)
  expect(await readAloud(synthesis([huihui], false).made, announcement)).toBe('failed')
})
