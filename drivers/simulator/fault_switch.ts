import type { PtyPair } from '#drivers'

/** Pulls or puts back the cable of a line. */
export async function setPlugged(line: PtyPair, was: boolean, is: boolean): Promise<void> {
  if (was && !is) await line.unplug()
  if (!was && is) await line.plugIn()
}

/**
 * A device's faults as the dock offers them, and the one it has; the cable counts as one. `set` is given the fault, or
 * null for none. To choose what is not offered answers false.
 */
export function faultSwitch<Fault extends string>(
  line: PtyPair,
  faults: readonly Fault[],
  set: (fault: Fault | null) => void,
) {
  const names = ['none', ...faults, 'unplugged']
  let current = 'none'
  return {
    state: () => ({ fault: current, faults: [...names] }),
    async choose(name: string): Promise<boolean> {
      if (!names.includes(name)) return false
      await setPlugged(line, current !== 'unplugged', name !== 'unplugged')
      current = name
      set(faults.find((each) => each === name) ?? null)
      return true
    },
  }
}
