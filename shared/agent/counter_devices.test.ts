import { afterEach, describe, expect, test } from 'vitest'
import { liveCounter } from '#domain'
import { type WithAgent, withAgent } from './agent.fixture.ts'
import { padTimes } from './pad_desk.ts'

const keys = { next: 1, recall: 2, arrive: 3, finish: 4, absent: 5, pause: 6 } as const
let world: WithAgent | null = null
afterEach(async () => {
  await world?.close()
  world = null
})

/** A counter with its pad and evaluator, one person waiting. */
async function counter() {
  const made = await withAgent({
    callPads: { path: 'pads', template: 'call_pad_example', pads: [{ counterId: 'c1', address: 1 }] },
    evaluator: { path: 'evaluator', template: 'evaluator_example', counterId: 'c1', padToken: 'pad-token' },
  })
  world = made
  const { hub, pads, pass } = made
  const issue = () => {
    const common = { personRef: null, age: null, claims: [], channel: 'guide', delivery: 'spoken' } as const
    hub.act({ type: 'issue', serviceId: 'advice', ...common })
  }
  const device = (id: string) => hub.centre.devices.get(`kiosk-1-${id}`)?.state
  await pass('devices', () => device('pad-1') === 'ready' && device('evaluator') === 'ready')
  const live = () => liveCounter(hub.centre, 'c1')
  const current = () => hub.centre.live.get(live().currentTicketId ?? '')
  const pad = () => {
    const found = pads.snapshot().get(1)
    return [found?.text, found?.beeps]
  }
  const press = (key: keyof typeof keys) => pads.press(1, keys[key])
  /** Time for the guard against bouncing keys, and for what the pad was told to go. */
  const later = async (ms: number) => {
    const until = made.clock.now() + ms
    await pass('time', () => made.clock.now() >= until, 50)
  }
  const open = () => hub.act({ type: 'open', counterId: 'c1', staffId: 'staff-1' })
  return { ...made, issue, live, current, pad, press, later, open }
}

describe('the pad of a counter', () => {
  test('calls, arrives, finishes after a second press; the log names who sits there', async () => {
    const { hub, issue, open, press, pass, pad, later, current, live } = await counter()
    open()
    issue()
    press('next')
    await pass('called', () => current()?.state === 'CALLED')
    expect(current()?.leg.staffId).toBe('staff-1')
    await pass('number', () => pad()[0] === 'A001')
    press('arrive')
    await pass('serving', () => current()?.state === 'SERVING')
    press('finish')
    await pass('asked again', () => pad()[0] === '再按一次')
    expect(current()?.state).toBe('SERVING')
    await later(500)
    press('finish')
    await pass('finished', () => live().currentTicketId === null)
    await pass('dark', () => pad()[0] === '')
    expect(hub.received.filter(({ name }) => name === 'counter')).toHaveLength(3)
  })
  test('with nobody signed in the key is refused at the pad and nothing is sent', async () => {
    const { hub, issue, press, pass, pad, later } = await counter()
    issue()
    press('next')
    await pass('refused', () => pad()[0] === '未登录')
    await pass('beeps', () => pad()[1] === 2)
    expect(hub.received.some(({ name }) => name === 'counter')).toBe(false)
    await later(padTimes.said + 200)
    expect(pad()[0]).toBe('')
  })
  test('what the rules refuse is said in words', async () => {
    const { open, press, pass, pad, later, issue, current } = await counter()
    open()
    press('next')
    await pass('nobody', () => pad()[0] === '无人等候')
    await later(1_000)
    press('pause')
    await pass('quiet', () => pad()[0] === '')
    await later(1_000)
    press('next')
    await pass('paused', () => pad()[0] === '暂停中')
    await later(1_000)
    press('pause')
    await later(1_000)
    issue()
    press('next')
    await pass('called', () => current()?.state === 'CALLED')
  })
  test('a key does not act later than it was pressed: without a hub it is refused', async () => {
    const { hub, open, issue, press, pass, pad, later, current } = await counter()
    open()
    issue()
    await later(200)
    await hub.stop()
    await later(500)
    press('next')
    await pass('offline', () => pad()[0] === '未连接')
    await hub.start()
    await later(6_000)
    expect(current()).toBeUndefined()
  })
})

describe('the evaluator of a counter', () => {
  const marks = (mark: number) => ({ overall: mark, attitude: mark, efficiency: mark, competence: mark })
  async function asked() {
    const made = await counter()
    made.open()
    const serve = () => {
      made.issue()
      made.hub.act({ counterId: 'c1', type: 'call-next', finishCurrent: null })
      made.hub.act({ counterId: 'c1', type: 'arrive' })
      made.hub.act({ counterId: 'c1', type: 'finish', outcome: 'done' })
    }
    serve()
    await made.pass('asked', () => made.evaluator.snapshot().asking)
    return { ...made, serve }
  }
  test.each([
    [1, 5],
    [5, 1],
  ])('key %i is the mark %i, recorded once', async (key, mark) => {
    const { evaluator, hub, pass, later } = await asked()
    evaluator.press(key)
    evaluator.press(3)
    await pass('rated', () => hub.centre.ratings.length === 1)
    expect(hub.centre.ratings[0]).toMatchObject({ counterId: 'c1', staffId: 'staff-1', marks: marks(mark) })
    await later(3_000)
    expect([hub.centre.ratings.length, evaluator.snapshot().asking]).toEqual([1, false])
  })
  test('a key without a mark is nothing; the next visitor is asked anew', async () => {
    const { evaluator, hub, pass, later, serve } = await asked()
    evaluator.press(9)
    await later(500)
    expect(hub.centre.ratings).toEqual([])
    serve()
    await pass('asked anew', () => evaluator.snapshot().prompts === 2)
    evaluator.press(2)
    await pass('rated', () => hub.centre.ratings.length === 2)
    expect(hub.centre.ratings.map(({ marks: given }) => given?.overall ?? null)).toEqual([null, 4])
  })
})

test('pads and signs that name the same line share its one master', async () => {
  const made = await withAgent({
    signLine: { path: 'signs', signs: [{ counterId: 'c1', address: 1 }] },
    callPads: { path: 'signs', template: 'call_pad_example', pads: [{ counterId: 'c1', address: 9 }] },
  })
  world = made
  const state = (id: string) => made.hub.centre.devices.get(`kiosk-1-${id}`)
  await made.pass(
    'both are known',
    () => state('sign-1')?.state === 'ready' && state('pad-9')?.state === 'faulted',
  )
  expect(state('pad-9')).toMatchObject({ family: 'call-pad', counterId: 'c1', reason: 'no-answer' })
  expect(made.signs.line().talkedOver).toBe(0)
})

test('a template that cannot be read is a pad that could not be opened; the signs go on', async () => {
  const made = await withAgent({
    signLine: { path: 'signs', signs: [{ counterId: 'c1', address: 1 }] },
    callPads: { path: 'signs', template: 'no-such-template', pads: [{ counterId: 'c1', address: 9 }] },
  })
  world = made
  const state = (id: string) => made.hub.centre.devices.get(`kiosk-1-${id}`)
  await made.pass('told', () => state('pad-9')?.state === 'faulted' && state('sign-1')?.state === 'ready')
  expect(state('pad-9')?.reason).toBe('not-opened')
})

describe('a line runs at the rate that', () => {
  test.each([
    ['its settings say', { template: 'ascii_controller', baudRate: 4_800 }, 4_800],
    ['else its template says', { template: 'ascii_controller' }, 19_200],
    ['else BX cards have', {}, 57_600],
  ] as const)('%s', async (_, line, rate) => {
    world = await withAgent({
      signLine: { path: 'signs', signs: [{ counterId: 'c1', address: 1 }], ...line },
      callPads: { path: 'pads', template: 'call_pad_example', pads: [{ counterId: 'c1', address: 1 }] },
      evaluator: { path: 'evaluator', template: 'evaluator_example', counterId: 'c1', padToken: 'pad-token' },
    })
    expect([...world.rates]).toEqual([
      ['signs', rate],
      ['pads', 57_600],
      ['evaluator', 9_600],
    ])
  })
})

test.each([
  ['signs', 'pad', 'sign-1', 'pad-1'],
  ['pads', 'sign', 'pad-1', 'sign-1'],
] as const)('%s with a wrong template leave each %s on the same line alone', async (which, _, lost, well) => {
  const wrong = (own: string) => (which === own ? 'no_such_template' : undefined)
  const template = wrong('signs')
  const made = await withAgent({
    signLine: {
      path: 'pads',
      signs: [{ counterId: 'c1', address: 1 }],
      ...(template === undefined ? {} : { template }),
    },
    callPads: {
      path: 'pads',
      template: wrong('pads') ?? 'call_pad_example',
      pads: [{ counterId: 'c1', address: 1 }],
    },
  })
  world = made
  const device = (id: string) => made.hub.centre.devices.get(`kiosk-1-${id}`)
  await made.pass('told', () => device(lost)?.reason === 'not-opened')
  // No sign stands on the pads' cable: it is asked all the same, and found silent.
  const wanted = well === 'pad-1' ? 'ready' : 'faulted'
  await made.pass('served', () => device(well)?.state === wanted)
  expect(device(well)?.reason).not.toBe('not-opened')
})
