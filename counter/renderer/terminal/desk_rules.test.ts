import { beforeEach, describe, expect, it } from 'vitest'
import { present } from '#basics'
import {
  type CentreState,
  type Command,
  decide,
  defaultPolicy,
  emptyCentre,
  evolve,
  type RecordedEvent,
  type Service,
} from '#domain'
import { type Desk, type DeskAction, nextAction, stepFor, whyNot } from './desk_rules.ts'

const words = { zh: '一', en: 'one' }
const service: Service = {
  id: 'LC',
  prefix: 'A',
  group: 'consultation',
  pictogram: 'speech',
  name: words,
  summary: words,
  audience: words,
  materials: [],
  procedure: [],
  basis: words,
  fee: words,
  timeLimit: words,
  hours: [],
  dailyQuota: null,
  targetMinutes: 30,
  meanMinutes: 10,
  carryOver: false,
  enabled: true,
}
const start = Date.parse('2026-06-03T02:00:00Z')
const actor = { kind: 'staff', staffId: 's1', roles: ['counter'] } as const

/** A hall with one counter and one person, driven by the real rules. */
function hall() {
  const state: CentreState = emptyCentre()
  let revision = 0
  let now = start
  let ids = 0
  const run = (command: Command, by: 'system' | 'staff' | 'kiosk' = 'staff') => {
    const who = {
      system: { kind: 'system' },
      staff: actor,
      kiosk: { kind: 'device', deviceId: 'k', role: 'kiosk', counterId: null },
    } as const
    ids += 1
    const estimate = () => ({ p50Minutes: 0, p80Minutes: 0 })
    const decided = decide(state, command, { now, freshId: `t${ids}`, actor: who[by], estimate })
    if (!decided.ok) throw new Error(decided.error.code)
    for (const event of decided.value) {
      revision += 1
      const at = new Date(now).toISOString()
      evolve(state, { ...event, revision, at, prevHash: '', hash: '' } as RecordedEvent)
    }
  }
  const site = {
    id: 's',
    level: 'district',
    areaCode: '310117',
    place: words,
    parentId: null,
    address: words,
    phone: '',
    supervisionPhone: '',
    notices: [],
  } as const
  run({ type: 'configure', site, policy: { ...defaultPolicy, hours: 'always' } }, 'system')
  run({ type: 'save-service', service }, 'system')
  const staff = {
    id: 's1',
    username: 'a.b',
    name: words,
    post: words,
    personnel: 'employed',
    portrait: '',
    roles: ['counter'],
    enabled: true,
  } as const
  run({ type: 'save-staff', staff }, 'system')
  const counter = {
    id: '1',
    kind: 'counter',
    name: words,
    serviceIds: ['LC'],
    zone: '',
    signAddress: null,
    rosteredStaffId: 's1',
    enabled: true,
  } as const
  run({ type: 'save-counter', counter }, 'system')
  run({ type: 'open-day', businessDay: '2026-06-03' }, 'system')
  run({ type: 'open', counterId: '1', staffId: 's1' })
  return {
    run,
    pass: (seconds: number) => {
      now += seconds * 1_000
    },
    take() {
      const person = { personRef: null, age: null, claims: [], channel: 'kiosk', delivery: 'spoken' } as const
      run({ type: 'issue', serviceId: 'LC', ...person }, 'kiosk')
    },
    desk: (): Desk => ({ state, counterId: '1', actor, now }),
  }
}

describe('keys of the counter terminal', () => {
  let centre: ReturnType<typeof hall>
  const press = (action: DeskAction, asked: Parameters<typeof stepFor>[2] = null) =>
    stepFor(centre.desk(), action, asked)
  const refusal = (action: DeskAction) => whyNot(centre.desk(), action)?.code ?? null
  beforeEach(() => {
    centre = hall()
  })

  it('says that nobody waits, then calls', () => {
    expect(refusal('call-next')).toBe('queue-empty')
    centre.take()
    expect(press('call-next')).toEqual({ kind: 'send', command: { type: 'call-next', finishCurrent: null } })
    expect(nextAction(centre.desk())).toBe('call-next')
  })

  it('leads through a visit and rests what is not due', () => {
    centre.take()
    centre.run({ type: 'call-next', counterId: '1', finishCurrent: null })
    expect(nextAction(centre.desk())).toBe('arrive')
    expect(refusal('recall')).toBe('recall-too-soon')
    expect(present(whyNot(centre.desk(), 'absent'), 'refusal').detail.seconds).toBe(45)
    expect(refusal('finish')).toBe('ticket-state')
    centre.run({ type: 'arrive', counterId: '1' })
    expect(nextAction(centre.desk())).toBe('finish')
    expect(refusal('pause')).toBe('counter-busy')
  })

  it('asks how it ended; the same key again means done', () => {
    centre.take()
    centre.run({ type: 'call-next', counterId: '1', finishCurrent: null })
    centre.run({ type: 'arrive', counterId: '1' })
    expect(press('finish')).toEqual({ kind: 'ask', ask: 'finish' })
    expect(press('finish', 'finish')).toEqual({ kind: 'send', command: { type: 'finish', outcome: 'done' } })
    expect(press('finish', 'pause')).toEqual({ kind: 'ask', ask: 'finish' })
  })

  it('never finishes a visitor by calling the next without asking', () => {
    centre.take()
    centre.run({ type: 'call-next', counterId: '1', finishCurrent: null })
    centre.run({ type: 'arrive', counterId: '1' })
    expect(refusal('call-next')).toBe('queue-empty')
    centre.take()
    expect(press('call-next')).toEqual({ kind: 'ask', ask: 'next' })
    expect(press('call-next', 'next')).toEqual({ kind: 'ask', ask: 'next' })
  })

  it('needs a second press for absent', () => {
    centre.take()
    centre.run({ type: 'call-next', counterId: '1', finishCurrent: null })
    centre.pass(50)
    expect(press('absent')).toEqual({ kind: 'ask', ask: 'absent' })
    expect(press('absent', 'absent')).toEqual({ kind: 'send', command: { type: 'absent' } })
  })

  it('asks why before a pause and goes on without asking', () => {
    expect(press('pause')).toEqual({ kind: 'ask', ask: 'pause' })
    centre.run({ type: 'pause', counterId: '1', reason: 'break' })
    expect(press('pause')).toEqual({ kind: 'send', command: { type: 'unpause' } })
    expect(nextAction(centre.desk())).toBe('pause')
    expect(refusal('call-next')).toBe('counter-paused')
  })
})
