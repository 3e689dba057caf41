/** What is done in groups, and how large they are. */
export interface Grouping<Item, Answer> {
  /** Does all items of a group, or none when it rejects; answers are in their order. */
  perform(items: readonly Item[]): Promise<readonly Answer[]>
  /** Items of one key are never in one group: they are done one after another, as they came. */
  keyOf(item: Item): string
  /** A group is full when its items weigh `full`; one that weighs more goes alone. */
  weightOf(item: Item): number
  readonly full: number
  /** Groups under way at a time. */
  readonly lanes: number
}

interface Waiting<Item, Answer> {
  readonly item: Item
  readonly key: string
  resolve(answer: Answer): void
  reject(error: unknown): void
}

/**
 * Does what comes while something is under way together, as soon as there is a lane: nobody waits for company. When a
 * group fails, each of its items is done again by itself, so that one which cannot be done spoils no other.
 */
export function together<Item, Answer>({
  perform,
  keyOf,
  weightOf,
  full,
  lanes,
}: Grouping<Item, Answer>): (item: Item) => Promise<Answer> {
  type Each = Waiting<Item, Answer>
  let waiting: Each[] = []
  const underWay = new Set<string>()
  let busyLanes = 0

  function takeGroup(): Each[] {
    const group: Each[] = []
    const kept: Each[] = []
    const keys = new Set(underWay)
    let weight = 0
    let next = 0
    for (; next < waiting.length; next += 1) {
      const each = waiting[next] as Each
      if (!keys.has(each.key)) {
        weight += weightOf(each.item)
        if (group.length > 0 && weight > full) break
        group.push(each)
      } else kept.push(each)
      keys.add(each.key)
    }
    waiting = [...kept, ...waiting.slice(next)]
    return group
  }

  async function settle(group: readonly Each[]): Promise<void> {
    try {
      const answers = await perform(group.map(({ item }) => item))
      for (const [index, each] of group.entries()) each.resolve(answers[index] as Answer)
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error)
      else await Promise.all(group.map((each) => settle([each])))
    }
  }

  async function run(group: readonly Each[]): Promise<void> {
    busyLanes += 1
    for (const { key } of group) underWay.add(key)
    await settle(group)
    for (const { key } of group) underWay.delete(key)
    busyLanes -= 1
    start()
  }

  function start(): void {
    while (busyLanes < lanes) {
      const group = takeGroup()
      if (group.length === 0) return
      void run(group)
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, key: keyOf(item), resolve, reject })
      start()
    })
}
