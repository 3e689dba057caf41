import { openLineMaster } from '../line/master.ts'
import { signMembers } from './members.ts'
import { onbonSigns } from './onbon.ts'
import type { SignLine, SignLineOptions } from './types.ts'

/**
 * Opens a line that carries signs only: BX-5K/6K cards of 64×16 dots unless another protocol is given. Sends on
 * change and every 45 s, waits ≤ 300 ms for each answer, tries three times, leaves 20 ms between frames.
 */
export function openSignLine(options: SignLineOptions): SignLine {
  const { transport, clock, addresses, onStatus, protocol = onbonSigns(), baudRate = 57_600 } = options
  const line = openLineMaster({
    transport,
    clock,
    baudRate,
    onUp: () => members.lineUp(),
    onDown: () => members.lineDown(),
  })
  const members = signMembers({ line, clock, addresses, protocol, onStatus })
  return {
    ...members,
    async close() {
      await members.close()
      await line.close()
    },
  }
}
