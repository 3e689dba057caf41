import { expect, test } from 'vitest'
import { sequential } from './sequential.ts'

function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}

test('an action begins when the one before has ended', async () => {
  const run = sequential()
  const first = gate()
  const ran: string[] = []
  const one = run(async () => {
    ran.push('one begins')
    await first.opened
    ran.push('one ends')
    return 1
  })
  const two = run(async () => {
    ran.push('two')
    return 2
  })
  await Promise.resolve()
  expect(ran).toEqual(['one begins'])
  first.open()
  expect(await Promise.all([one, two])).toEqual([1, 2])
  expect(ran).toEqual(['one begins', 'one ends', 'two'])
})

test('a failure reaches its own caller and does not stop the next', async () => {
  const run = sequential()
  const bad = run(async () => {
    throw new Error('paper end')
  })
  const good = run(async () => 'printed')
  await expect(bad).rejects.toThrow('paper end')
  expect(await good).toBe('printed')
})

test('two queues do not wait for each other', async () => {
  const held = gate()
  const slow = sequential()(() => held.opened)
  expect(await sequential()(async () => 'free')).toBe('free')
  held.open()
  await slow
})
