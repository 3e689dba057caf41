import { afterEach, expect, test } from 'vitest'
import type { AnnouncerRules } from '#domain'
import { type WithAgent, withAgent } from './agent.fixture.ts'

let world: WithAgent | null = null
afterEach(async () => {
  await world?.close()
  world = null
})

/** A machine that is the hall's speaker, with a page that plays what it is told. */
async function speaker(devices: object = {}) {
  const made = await withAgent({ announcer: { sink: 'page', ...devices } })
  world = made
  const { hub, pass } = made
  const page = made.page()
  await pass('live', () => page.live)
  hub.act({ type: 'open', counterId: 'c1', staffId: null })
  const announced = () => page.messages.filter((message) => message.type === 'announce')
  const call = async () => {
    const before = announced().length
    const common = { personRef: null, age: null, claims: [], channel: 'guide', delivery: 'spoken' } as const
    hub.act({ type: 'issue', serviceId: 'advice', ...common })
    hub.act({ type: 'call-next', counterId: 'c1', finishCurrent: 'done' })
    await pass('announced', () => announced().length > before)
    const sound = announced().at(-1)
    if (sound === undefined) throw new Error('nothing announced')
    page.client.tell({ type: 'announced', id: sound.id, end: 'played' })
    hub.act({ type: 'arrive', counterId: 'c1' })
    return sound
  }
  const entries = () =>
    hub.received.flatMap((wire) => (wire.name === 'report-announcement' ? [wire.body] : []))
  const change = (part: Partial<AnnouncerRules>) => {
    const { site, policy } = hub.centre
    if (site === null) throw new Error('no site')
    hub.act({ type: 'configure', site, policy: { ...policy, announcer: { ...policy.announcer, ...part } } })
  }
  return { ...made, call, entries, change }
}

test('each announcement and its end is an entry of the play log, without a person', async () => {
  const { call, entries, pass } = await speaker()
  await call()
  await pass('entry', () => entries().length === 1)
  expect(entries()[0]).toEqual({
    about: expect.any(String),
    kind: 'call',
    end: 'spoken',
    commandId: expect.any(String),
  })
})

test('what the console changes counts from the next call on', async () => {
  const { call, change } = await speaker()
  const usual = await call()
  change({ chime: false, times: 1, one: '幺' })
  const changed = await call()
  expect([usual.text, changed.text].map((text) => text.slice(0, 5))).toEqual(['请A零零一', '请A零零二'])
  expect(changed.text).toContain('到一号窗口')
  expect(changed.wav.length).toBeLessThan(usual.wav.length * 0.6)
})

test('in silent hours nothing is spoken, and the play log says why', async () => {
  const { hub, entries, change, pass } = await speaker()
  change({ quietHours: [{ from: '00:00', to: '24:00' }] })
  const common = { personRef: null, age: null, claims: [], channel: 'guide', delivery: 'spoken' } as const
  hub.act({ type: 'issue', serviceId: 'advice', ...common })
  hub.act({ type: 'call-next', counterId: 'c1', finishCurrent: null })
  await pass('entry', () => entries().length === 1)
  expect(entries()[0]).toMatchObject({ kind: 'call', end: 'quiet-hours' })
})

test('without its pack the hall is read to by the machine, and the status says so', async () => {
  const { hub, pass } = await speaker({ pack: '/nowhere' })
  await pass('told', () => hub.centre.devices.get('kiosk-1-announcer')?.reason === 'voice-pack')
  expect(hub.centre.devices.get('kiosk-1-announcer')?.state).toBe('degraded')
})
