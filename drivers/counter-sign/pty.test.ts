import { afterEach, expect, test } from 'vitest'
import { systemClock } from '#basics'
import { type PtyPair, ptyPair } from '../transport/pty_pair.ts'
import { openSignLine } from './driver.ts'
import { simulateSignLine } from './simulator.ts'
import type { SignLine, SignStatus } from './types.ts'

let pair: PtyPair | null = null
let line: SignLine | null = null
afterEach(async () => {
  await line?.close()
  await pair?.close()
})

test.each(['pty', 'tcp'] as const)(
  'signs on a %s wire show what is wanted, and a silent one is named',
  async (kind) => {
    const clock = systemClock()
    pair = await ptyPair(kind)
    const signs = simulateSignLine(pair.port, clock, [1, 2, 3])
    signs.fault(3, 'silent')
    const settled = Promise.withResolvers<void>()
    const states = new Map<number, SignStatus>()
    line = openSignLine({
      transport: pair.driverTransport(57_600),
      clock,
      addresses: [1, 2, 3],
      onStatus(address, status) {
        states.set(address, status)
        const known = [1, 2, 3].every((n) => ['ready', 'faulted'].includes(states.get(n)?.state ?? ''))
        if (known) settled.resolve()
      },
    })
    line.show(1, '请A001号')
    line.show(2, '暂停服务')
    line.show(3, '正在办理')
    await settled.promise
    expect([...signs.snapshot().values()].map(({ text }) => text)).toEqual(['请A001号', '暂停服务', ''])
    expect([1, 2, 3].map((n) => states.get(n)?.reason)).toEqual([null, null, 'no-answer'])
    expect(signs.line()).toMatchObject({ talkedOver: 0, badFrames: 0 })
  },
)
