import { Buffer } from 'node:buffer'
import { simulatedClock } from '#basics'
import { memoryCable } from '../../transport/memory.ts'
import { chipOf } from '../simulator_chip.ts'
import type { CardPerson } from '../types.ts'
import { openHelperReader } from './helper_driver.ts'

/** A request as a helper sees it. */
export interface Asked {
  readonly v: number
  readonly id: number
  readonly do: string
  readonly placement?: string
}

/** A line as a well-behaved helper answers; `placement` is what lies there. */
export type Behaviour = (asked: Asked, usual: () => object | null) => object | string | null

const closing: (() => Promise<void>)[] = []
/** Closes every driver a test opened. */
export async function closeBenches(): Promise<void> {
  for (const close of closing.splice(0)) await close()
}

/** A driver and a helper in memory on one cable, and what the driver told. */
export function helperBench() {
  const clock = simulatedClock(Date.UTC(2026, 10, 23, 1))
  const cable = memoryCable('helper')
  const asked: Asked[] = []
  const told: string[] = []
  const persons: CardPerson[] = []
  const starts: number[] = []
  let behave: Behaviour = (_, usual) => usual()
  let lying: { readonly placement: string; readonly person: CardPerson } | null = null
  let placements = 0

  const write = (line: object | string) =>
    cable.send(Buffer.from(typeof line === 'string' ? line : `${JSON.stringify(line)}\n`))
  const usual = ({ id, do: action, placement }: Asked): object | null => {
    const answer = (ok: object) => ({ v: 1, id, ok })
    if (action === 'status') return answer({ reader: 'ready', serial: 'H-1' })
    if (action === 'poll') return answer({ placement: lying?.placement ?? null })
    if (lying === null || placement !== lying.placement)
      return { v: 1, id, error: { code: lying === null ? 'no-card' : 'card-changed' } }
    const area = Buffer.from(chipOf(lying.person, {}).area).toString('base64')
    return answer({ placement, area })
  }
  cable.onBytes((bytes) => {
    const request: Asked = JSON.parse(Buffer.from(bytes).toString('utf8'))
    asked.push(request)
    const line = behave(request, () => usual(request))
    if (line !== null) write(line)
  })
  const greeting: { line: object | string | null } = {
    line: { v: 1, hello: { family: 'id-card', name: 'bench', version: '1' } },
  }
  const driver = openHelperReader({
    transport: {
      name: 'helper',
      async open(handlers) {
        const opened = await cable.transport.open(handlers)
        if (opened.ok) starts.push(clock.now())
        const { line } = greeting
        if (opened.ok && line !== null) queueMicrotask(() => queueMicrotask(() => write(line)))
        return opened
      },
    },
    clock,
    onCard(person) {
      told.push(`card ${person.name}`)
      persons.push(person)
    },
    onCardLifted: () => told.push('lifted'),
    onCardUnreadable: (reason) => told.push(`unreadable ${reason}`),
    onStatus: ({ state, reason }) => told.push(reason === null ? state : `${state}: ${reason}`),
  })
  closing.push(driver.close)
  return {
    clock,
    cable,
    driver,
    asked,
    told,
    persons,
    starts,
    greeting,
    write,
    behave(given: Behaviour) {
      behave = given
    },
    place(person: CardPerson) {
      placements += 1
      lying = { placement: `p${placements}`, person }
    },
    lift() {
      lying = null
    },
    async run(ms: number) {
      for (let passed = 0; passed < ms; passed += 10) {
        clock.advance(10)
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
  }
}
