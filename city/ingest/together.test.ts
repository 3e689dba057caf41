import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Grouping, together } from './together.ts'

interface Item {
  readonly id: number
  readonly key: string
  readonly weight: number
  readonly isPoison: boolean
}

const items = fc
  .array(
    fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      weight: fc.constantFrom(1, 3, 9, Number.POSITIVE_INFINITY),
      isPoison: fc.boolean(),
    }),
    { maxLength: 40 },
  )
  .map((all) => all.map((each, id): Item => ({ ...each, id })))

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Something that does a group whole or not at all, and keeps what was done. */
function groupWork() {
  const done: Item[] = []
  const groups: (readonly Item[])[] = []
  const most = { underWay: 0, now: 0 }
  const grouping: Grouping<Item, number> = {
    async perform(group) {
      most.now += 1
      most.underWay = Math.max(most.underWay, most.now)
      await turn()
      most.now -= 1
      if (group.some(({ isPoison }) => isPoison)) throw new Error('poison')
      done.push(...group)
      groups.push(group)
      return group.map(({ id }) => id)
    },
    keyOf: ({ key }) => key,
    weightOf: ({ weight }) => weight,
    full: 10,
    lanes: 2,
  }
  return { done, groups, most, grouping }
}

/** The items without poison that were not answered with their own answer. */
async function spoiled(all: readonly Item[], perform: (item: Item) => Promise<number>): Promise<Item[]> {
  const answers = await Promise.allSettled(all.map(perform))
  return all.filter(({ isPoison, id }, index) => {
    const answer = answers[index]
    return isPoison ? answer?.status === 'fulfilled' : answer?.status === 'rejected' || answer?.value !== id
  })
}

test('each is done once, in the order of its key, and none is spoiled by another', () =>
  fc.assert(
    fc.asyncProperty(items, async (all) => {
      const { done, groups, grouping } = groupWork()
      expect(await spoiled(all, together(grouping))).toEqual([])
      expect(done.map(({ id }) => id).sort((a, b) => a - b)).toEqual(
        all.filter(({ isPoison }) => !isPoison).map(({ id }) => id),
      )
      for (const key of ['a', 'b', 'c', 'd', 'e']) {
        const order = done.filter((each) => each.key === key).map(({ id }) => id)
        expect(order).toEqual([...order].sort((a, b) => a - b))
      }
      for (const group of groups) {
        expect(new Set(group.map(({ key }) => key)).size).toBe(group.length)
        const weight = group.reduce((sum, each) => sum + each.weight, 0)
        expect(group.length === 1 || weight <= 10).toBe(true)
      }
    }),
  ))

test('what comes meanwhile goes together, in no more lanes than there are', async () => {
  const { groups, most, grouping } = groupWork()
  const all = Array.from({ length: 8 }, (_, id) => ({ id, key: `k${id}`, weight: 1, isPoison: false }))
  expect(await spoiled(all, together(grouping))).toEqual([])
  expect(groups.map((group) => group.length)).toEqual([1, 1, 6])
  expect(most.underWay).toBe(2)
})

test('the check finds a group that fails as a whole', async () => {
  const { grouping } = groupWork()
  const all = [true, false, false].map((isPoison, id) => ({ id, key: `k${id}`, weight: 1, isPoison }))
  const asOne = grouping.perform(all)
  const found = await spoiled(all, async ({ id }) => (await asOne)[id] ?? -1)
  expect(found.map(({ id }) => id)).toEqual([1, 2])
})
