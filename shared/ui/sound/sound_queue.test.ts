import { expect, test } from 'vitest'
import { soundQueue } from './sound_queue.ts'

const sound = (id: string) => ({ id, text: `${id} 请到 1 号窗口`, wav: `wav-${id}` })

function bench(isReady = true) {
  const played: string[] = []
  let finish: () => void = () => undefined
  const output = {
    isReady,
    ready: () => output.isReady,
    play: (wav: string) => {
      played.push(wav)
      return new Promise<void>((resolve) => {
        finish = resolve
      })
    },
  }
  return {
    output,
    queue: soundQueue(output),
    played,
    async end() {
      finish()
      await Promise.resolve()
    },
  }
}

test('sounds follow one another and never overlap', async () => {
  const { queue, played, end } = bench()
  queue.add(sound('A001'))
  queue.add(sound('A002'))
  expect(played).toEqual(['wav-A001'])
  expect(queue.view().playing?.id).toBe('A001')
  await end()
  expect(played).toEqual(['wav-A001', 'wav-A002'])
  await end()
  expect(queue.view()).toEqual({ playing: null, blocked: false })
})

test('a silenced browser says so and later plays only the newest call', async () => {
  const { queue, played, output } = bench(false)
  queue.add(sound('A001'))
  queue.add(sound('A002'))
  expect(played).toEqual([])
  expect(queue.view().blocked).toBe(true)
  output.isReady = true
  queue.resume()
  expect(played).toEqual(['wav-A002'])
  expect(queue.view().blocked).toBe(false)
})

test('a page is told of every beginning and end, and a flood keeps the newest', async () => {
  const { queue, played, end } = bench()
  let changes = 0
  const stop = queue.onChange(() => {
    changes += 1
  })
  for (let n = 0; n < 10; n += 1) queue.add(sound(`A${n}`))
  expect(changes).toBe(1)
  for (let n = 0; n < 10; n += 1) await end()
  expect(played).toEqual(['A0', 'A4', 'A5', 'A6', 'A7', 'A8', 'A9'].map((id) => `wav-${id}`))
  stop()
  queue.add(sound('B1'))
  expect(changes).toBe(8)
})
