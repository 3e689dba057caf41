import fc from 'fast-check'
import { expect, test } from 'vitest'
import { epochProof, knownFence, openFence } from './fence.ts'

const proof = epochProof('the lookup key of a test centre')
const memory = () => {
  const kept = new Map<string, number>()
  return {
    get: async (name: string) => kept.get(name) ?? 0,
    set: async (name: string, value: number) => void kept.set(name, value),
  }
}
const began = (epoch: number, fromRevision: number, given = proof(epoch, 'hub-b', fromRevision)) => ({
  ...{ epoch, hubId: 'hub-b', by: '', reason: '', fromRevision, proof: given },
})

test('a proven later epoch fences, once and for good; the earliest fork counts', async () => {
  const cursors = memory()
  const heard: number[] = []
  const open = () => openFence(cursors, 1, proof, (epoch) => heard.push(epoch))
  const fence = await open()
  expect(fence.state()).toBeNull()
  await fence.hear(began(3, 50), 1)
  await fence.hear(began(4, 40), 1)
  await fence.hear(began(5, 60), 1)
  expect(fence.state()).toEqual({ epoch: 5, fromRevision: 40 })
  expect(heard).toEqual([3])
  expect((await open()).state()).toEqual({ epoch: 5, fromRevision: 40 })
  expect(await knownFence(cursors)).toBe(5)
})

test('nothing but that very proof fences', async () => {
  const claim = fc.record({
    epoch: fc.integer({ min: 2, max: 9 }),
    from: fc.nat(99),
    given: fc.oneof(fc.string(), fc.constant('号'.repeat(43))),
  })
  await fc.assert(
    fc.asyncProperty(claim, async ({ epoch, from, given }) => {
      const fence = await openFence(memory(), 1, proof, () => undefined)
      await fence.hear(began(epoch, from, given), 1)
      await fence.hear(began(epoch, from, proof(epoch, 'hub-b', from + 1)), 1)
      await fence.hear(began(epoch, from, proof(epoch + 1, 'hub-b', from)), 1)
      await fence.hear(began(epoch, from, epochProof('another key')(epoch, 'hub-b', from)), 1)
      await fence.hear(began(1, from), 1)
      expect(fence.state()).toBeNull()
    }),
  )
})
