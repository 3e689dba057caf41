import { afterEach, expect, test } from 'vitest'
import { people } from '../people.fixture.ts'
import { closeBenches, helperBench } from './helper_bench.fixture.ts'
import { helperTimes } from './helper_talk.ts'

afterEach(closeBenches)

const noPhoto = new Uint8Array(0)

test.each(Object.values(people))('reads a card of kind $kind whole, without its photo', async (person) => {
  const { place, run, persons, told, driver } = helperBench()
  await run(500)
  place(person)
  await run(1_500)
  expect(persons).toEqual([{ ...person, photo: noPhoto }])
  expect(told).toEqual(['ready', `card ${person.name}`])
  expect(driver.status()).toMatchObject({ state: 'ready', samId: 'H-1' })
})

test('a card that stays is told once; lifted and laid down again it is a new session', async () => {
  const { place, lift, run, told } = helperBench()
  place(people.mainland)
  await run(10_000)
  lift()
  await run(1_000)
  place(people.mainland)
  await run(1_500)
  expect(told).toEqual(['ready', 'card 张三', 'lifted', 'card 张三'])
})

test('one request at a time: the next is sent only after the answer to the one before', async () => {
  const { place, run, asked, behave, write } = helperBench()
  const open = new Set<number>()
  let most = 0
  behave((request, usual) => {
    open.add(request.id)
    most = Math.max(most, open.size)
    const line = usual()
    queueMicrotask(() => {
      open.delete(request.id)
      if (line !== null) write(line)
    })
    return null
  })
  place(people.mainland)
  await run(5_000)
  expect(asked.length).toBeGreaterThan(8)
  expect(most).toBe(1)
  expect(new Set(asked.map(({ id }) => id)).size).toBe(asked.length)
})

test('a card swapped while it is read is never told as the one before', async () => {
  const { place, run, told, persons, behave } = helperBench()
  place(people.mainland)
  let reads = 0
  behave((request, usual) => {
    const line = usual()
    if (request.do === 'read') reads += 1
    if (request.do === 'read' && reads === 1) place(people.hmt)
    return line
  })
  await run(3_000)
  expect(told).toEqual(['ready', 'card 陈示例'])
  expect(persons).toHaveLength(1)
})

test('a helper that answers with the card before is not believed and started anew', async () => {
  const { place, run, told, behave, starts, driver } = helperBench()
  let first: object | null = null
  behave((request, usual) => {
    const line = usual()
    if (request.do !== 'read') return line
    if (first === null) {
      first = line
      return line
    }
    // The answer of the first read again, under the id of this request.
    return starts.length === 1 ? { ...first, id: request.id } : line
  })
  place(people.mainland)
  await run(1_500)
  place(people.hmt)
  await run(4_000)
  expect(told).toEqual([
    'ready',
    'card 张三',
    'lifted',
    'faulted: no-answer',
    'connecting',
    'ready',
    'card 陈示例',
  ])
  expect(starts).toHaveLength(2)
  expect(driver.status().counters.lastFault).toBe('the helper answered with another placement')
})

test('an answer under an earlier id is nobody’s', async () => {
  const { place, run, told, behave } = helperBench()
  let late: object | null = null
  behave((request, usual) => {
    if (request.do !== 'read') return usual()
    const line = usual()
    if (late === null) {
      late = line
      return { v: 1, id: request.id, error: { code: 'read-failed' } }
    }
    return line
  })
  place(people.mainland)
  await run(400)
  const stray = late
  await run(2_000)
  expect(told).toEqual(['ready', 'card 张三'])
  expect(stray).not.toBeNull()
})

test.each(['read', 'poll', 'status'] as const)(
  'a helper that hangs on %s is started anew',
  async (hangsOn) => {
    const { place, run, told, behave, starts } = helperBench()
    behave((request, usual) => (request.do === hangsOn && starts.length === 1 ? null : usual()))
    place(people.mainland)
    await run(helperTimes[hangsOn] + 3_000)
    expect(starts).toHaveLength(2)
    expect(told.slice(-4)).toEqual(['faulted: no-answer', 'connecting', 'ready', 'card 张三'])
  },
)

test('a helper that crashes is started again after ever longer waits, and the card counts as lifted', async () => {
  const { place, lift, run, cable, told, starts } = helperBench()
  place(people.mainland)
  await run(1_500)
  lift()
  for (let i = 0; i < 9; i += 1) {
    const before = starts.length
    cable.unplug()
    cable.plugIn()
    while (starts.length === before) await run(250)
  }
  const gaps = starts.slice(1).map((at, i) => at - (starts[i] ?? 0))
  expect(gaps.at(-1)).toBeGreaterThan(29_000)
  expect(gaps.at(-1)).toBeLessThanOrEqual(31_000)
  expect([...gaps.slice(1)].sort((a, b) => a - b)).toEqual(gaps.slice(1))
  expect(told.filter((line) => line === 'lifted')).toHaveLength(1)
  // A helper that has lived for a minute has earned a quick restart.
  await run(61_000)
  cable.unplug()
  cable.plugIn()
  const died = starts.length
  await run(300)
  expect(starts).toHaveLength(died + 1)
})

test('garbage between good lines is counted and passed over; a helper that writes nothing else is started anew', async () => {
  const { place, run, told, behave, write, starts, driver } = helperBench()
  behave((_, usual) => {
    write('Warning: driver not signed\r\n{"v":1,\nÿÿ\n')
    write(`${'x'.repeat(20_000)}\n`)
    return usual()
  })
  place(people.mainland)
  await run(2_000)
  expect(told).toEqual(['ready', 'card 张三'])
  expect(driver.status().counters.checksumErrors).toBeGreaterThan(10)
  for (let i = 0; i < 100; i += 1) write('noise\n')
  await run(500)
  expect(starts).toHaveLength(2)
})

test.each([
  ['a photo', { photo: 'AAAA' }],
  ['a field that is not listed', { phone: '1' }],
])('a person with %s is garbage, and is never told', async (_, more) => {
  const { place, run, told, behave } = helperBench()
  const { photo, ...fields } = people.mainland
  behave((request, usual) =>
    request.do === 'read'
      ? { v: 1, id: request.id, ok: { placement: request.placement, person: { ...fields, ...more } } }
      : usual(),
  )
  place(people.mainland)
  await run(5_000)
  expect(photo).toHaveLength(1_024)
  expect(told).toEqual(['ready'])
})

test('a person in fields is held to the rules of a chip', async () => {
  const { place, run, told, persons, behave } = helperBench()
  const { photo: _, ...fields } = people.mainland
  let idNumber = `${fields.idNumber.slice(0, 17)}X`
  behave((request, usual) =>
    request.do === 'read'
      ? { v: 1, id: request.id, ok: { placement: request.placement, person: { ...fields, idNumber } } }
      : usual(),
  )
  place(people.mainland)
  await run(3_000)
  expect(told).toEqual(['ready', 'unreadable not-understood'])
  idNumber = fields.idNumber
  place(people.mainland)
  await run(3_000)
  expect(persons).toEqual([{ ...people.mainland, photo: noPhoto }])
})

test.each([
  ['reader-absent', 'absent'],
  ['unauthorised', 'faulted: unauthorised'],
  ['reader-faulted', 'faulted: no-answer'],
  ['self-test-failed', 'faulted: self-test-failed'],
] as const)('the word %s: %s, and ready when it is over', async (code, state) => {
  const { place, run, told, behave } = helperBench()
  place(people.mainland)
  await run(1_000)
  behave((request) => ({ v: 1, id: request.id, error: { code } }))
  await run(6_000)
  behave((_, usual) => usual())
  await run(4_000)
  expect(told).toEqual(['ready', 'card 张三', 'lifted', state, 'ready', 'card 张三'])
})

test('a helper of another version is not used', async () => {
  const { run, told, greeting, driver } = helperBench()
  greeting.line = { v: 2, hello: { family: 'id-card', name: 'later', version: '9' } }
  await run(3_000)
  expect(told).toEqual(['faulted: helper-version'])
  expect(driver.status().counters.lastFault).toBe('the helper speaks version 2')
})

test('a helper that says no hello is started anew', async () => {
  const { run, told, greeting, starts } = helperBench()
  greeting.line = null
  await run(helperTimes.hello + 500)
  expect(told).toEqual(['faulted: no-answer'])
  expect(starts).toHaveLength(2)
})
