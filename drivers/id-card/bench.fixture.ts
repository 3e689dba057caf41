import { simulatedClock } from '#basics'
import { memoryCable } from '../transport/memory.ts'
import { type IdCardReaderOptions, openIdCardReader } from './driver.ts'
import { simulateIdCardReader } from './simulator.ts'
import type { SimulatedReaderHabits } from './simulator_module.ts'
import type { CardPerson, IdCardStatus } from './types.ts'

const closing: (() => Promise<void>)[] = []
/** Closes every driver a test opened. */
export async function closeBenches(): Promise<void> {
  for (const close of closing.splice(0)) await close()
}

/** A driver and a simulated reader on one cable, and what the driver told. */
export function bench(
  habits: SimulatedReaderHabits = {},
  baudRate = 115_200,
  settings: Pick<IdCardReaderOptions, 'command' | 'limitRf'> = {},
) {
  const clock = simulatedClock(Date.UTC(2026, 10, 23, 1))
  const cable = memoryCable()
  const asked: { at: number; command: string }[] = []
  let before: (command: string) => void = () => undefined
  let after = before
  const onAsked = (given: (command: string) => void) => {
    before = given
  }
  const onAnswered = (given: (command: string) => void) => {
    after = given
  }
  const reader = simulateIdCardReader(
    {
      send: cable.send,
      onBytes: (receive) =>
        cable.onBytes((bytes) => {
          const command = `${bytes[7]?.toString(16)}-${bytes[8]?.toString(16)}`
          asked.push({ at: clock.now(), command })
          before(command)
          receive(bytes)
          after(command)
        }),
    },
    clock,
    habits,
  )
  const told: string[] = []
  const sessions: string[] = []
  const persons: CardPerson[] = []
  const statuses: IdCardStatus[] = []
  const driver = openIdCardReader({
    transport: cable.transport,
    clock,
    baudRate,
    ...settings,
    onCard(person, sessionId) {
      told.push(`card ${person.name || person.kind}`)
      persons.push(person)
      sessions.push(sessionId)
    },
    onCardLifted: (sessionId) => told.push(`lifted ${sessions.indexOf(sessionId) + 1}`),
    onCardUnreadable: (reason) => told.push(`unreadable ${reason}`),
    onStatus: (status) => statuses.push(status),
  })
  closing.push(driver.close)
  const run = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 10) {
      clock.advance(10)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  const states = () => statuses.map(({ state, reason }) => (reason === null ? state : `${state}: ${reason}`))
  return {
    clock,
    cable,
    reader,
    driver,
    run,
    told,
    sessions,
    persons,
    statuses,
    states,
    asked,
    onAsked,
    onAnswered,
  }
}
