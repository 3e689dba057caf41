import { expect, test } from 'vitest'
import { type PlayEnd, type Sound, soundQueue } from './sound_queue.ts'

const sound = (id: string): Sound => ({ id, text: `${id} 请到 1 号窗口`, wav: `wav-${id}` })

function bench(isReady = true) {
  const played: string[] = []
  const ends: string[] = []
  let finish: (end: PlayEnd) => void = () => undefined
  const output = {
    isReady,
    ready: () => output.isReady,
    play: (given: Sound) => {
      played.push('wav' in given ? given.wav : given.text)
      return new Promise<PlayEnd>((resolve) => {
        finish = resolve
      })
    },
  }
  const queue = soundQueue(output)
  return {
    output,
    queue,
    played,
    ends,
    add: (id: string) => queue.add(sound(id), (end) => ends.push(`${id} ${end}`)),
    async end() {
      finish('played')
      await Promise.resolve()
    },
  }
}

test('sounds follow one another and never overlap', async () => {
  const { queue, add, played, end, ends } = bench()
  add('A001')
  add('A002')
  expect(played).toEqual(['wav-A001'])
  expect(queue.view().playing?.id).toBe('A001')
  await end()
  expect(played).toEqual(['wav-A001', 'wav-A002'])
  await end()
  expect(queue.view()).toEqual({ playing: null, blocked: false })
  expect(ends).toEqual(['A001 played', 'A002 played'])
})

test('a silenced browser says so and later plays only the newest call', async () => {
  const { queue, add, played, output, ends } = bench(false)
  add('A001')
  add('A002')
  expect(played).toEqual([])
  expect(queue.view().blocked).toBe(true)
  output.isReady = true
  queue.resume()
  expect(played).toEqual(['wav-A002'])
  expect(queue.view().blocked).toBe(false)
  expect(ends).toEqual(['A001 blocked', 'A002 blocked'])
})

test('a page is told of every beginning and end, and a flood keeps the newest', async () => {
  const { queue, add, played, end, ends } = bench()
  let changes = 0
  const stop = queue.onChange(() => {
    changes += 1
  })
  for (let n = 0; n < 10; n += 1) add(`A${n}`)
  expect(changes).toBe(1)
  for (let n = 0; n < 10; n += 1) await end()
  expect(played).toEqual(['A0', 'A4', 'A5', 'A6', 'A7', 'A8', 'A9'].map((id) => `wav-${id}`))
  expect(ends.filter((end) => end.endsWith('failed'))).toEqual(['A1 failed', 'A2 failed', 'A3 failed'])
  stop()
  add('B1')
  expect(changes).toBe(8)
})
