import { furnish, type Hall, system, terminal } from '../hall.fixture.ts'
import type { Policy } from '../policy.ts'
import type { Step } from './steps.model.ts'

/** Furnishes a hall, opens its counters and lets the steps happen. */
export function live(hall: Hall, steps: readonly Step[], policy: Partial<Policy> = {}): void {
  for (const command of furnish(policy)) hall.run(command, system)
  for (const at of ['c1', 'c2', 'r1']) hall.run({ type: 'open', counterId: at, staffId: null }, terminal(at))
  for (const step of steps) {
    if (step.kind !== 'send') {
      hall.now += step.ms
      continue
    }
    const sent = step.to(hall)
    if (sent !== null) hall.run(sent[0], sent[1])
  }
}
