import { pause } from '../programs.ts'

const pollMs = 5

/** From the start of a program until its /readyz answers 200; `address` is known before it runs. */
export async function readyAfter(started: number, address: string): Promise<number> {
  for (;;) {
    const status = await fetch(`${address}/readyz`).then(
      (response) => response.status,
      () => 0,
    )
    if (status === 200) return performance.now() - started
    await pause(pollMs)
  }
}
