import { err, ok, type Result } from '#basics'
import type { DeviceName, DevicesRefusal, MachineDevices } from '#protocol'
import type { CodeTraded } from './agent_devices.ts'
import { type Ask, pairWith } from './hub_calls.ts'

interface Wanted {
  readonly device: DeviceName
  readonly code: string
  /** What the code must have been made for. */
  readonly role: 'pad' | 'counter'
  /** The counter it must have been made for; null = whichever. */
  readonly counterId: string | null
}

function codesOf({ callPads, evaluator }: MachineDevices): readonly Wanted[] {
  const pads = (callPads?.pads ?? []).map(({ code, counterId }) => ({
    ...({ device: 'callPads', code, role: 'counter', counterId } as const),
  }))
  const box = evaluator === null ? [] : [{ device: 'evaluator', role: 'pad', counterId: null } as const]
  return [...pads, ...box.map((each) => ({ ...each, code: evaluator?.code ?? '' }))].filter(
    ({ code }) => code.trim() !== '',
  )
}

/**
 * Trades the pairing codes of pads and evaluators for their ways into the hub. A code is good once: what was traded
 * is kept in `traded`, so that the devices can be corrected and saved again.
 */
export async function tradeCodes(
  ask: Ask,
  hub: string,
  devices: MachineDevices,
  traded: Map<string, CodeTraded>,
): Promise<Result<null, DevicesRefusal>> {
  for (const { device, code, role, counterId } of codesOf(devices)) {
    if (!traded.has(code)) {
      const paired = await pairWith(ask, hub, code, [role])
      if (!paired.ok) return err({ code: paired.error.code, device })
      traded.set(code, { token: paired.value.token, counterId: paired.value.enrolment.counterId })
    }
    const isOther = counterId !== null && traded.get(code)?.counterId !== counterId
    if (isOther || traded.get(code)?.counterId === null) return err({ code: 'other-counter', device })
  }
  return ok(null)
}
