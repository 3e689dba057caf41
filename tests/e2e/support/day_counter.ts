import type { Locator, Page } from 'playwright-core'
import type { DockHand } from './dock_hand.ts'
import type { Hall } from './hall.ts'
import type { Misfortune } from './mishaps.ts'
import { came, control, press } from './steps.ts'

/** How long a step at the counter may take, ms. */
const patience = { key: 3_000, shown: 12_000 } as const
const keyTries = 5

/** Presses a key until what it leads to is there: one that is pressed again once it is done is refused. */
async function keyed(counter: Page, key: string, leadsTo: Locator): Promise<void> {
  for (let tries = 0; tries < keyTries; tries += 1) {
    await counter.keyboard.press(key)
    if (await came(leadsTo.first().waitFor({ timeout: patience.key }))) return
  }
  throw new Error(`${key} leads nowhere`)
}

/** Looks where the hall looks: what is wrong with how a call is shown, as sentences. */
async function callShown({ counter, board }: Hall, dock: DockHand, number: string): Promise<string[]> {
  const onBoard = control(board, 'board-newest-number').filter({ hasText: number })
  const onSign = dock.until(
    ({ signs }) => signs.list.some(({ address, text }) => address === 1 && text.includes(number)),
    patience.shown,
  )
  // The terminal says in its foot which devices of the counter are not well.
  const unwell = counter.locator('[data-testid="device-hall-1-sign-1"]:not([data-tone="good"])')
  const isKnownUnwell = came(unwell.waitFor({ timeout: patience.shown }))
  const first = await Promise.race([onSign, isKnownUnwell])
  return [
    ...((await came(onBoard.waitFor({ timeout: patience.shown })))
      ? []
      : [`${number} was called and is not on the board`]),
    ...(first || (await onSign) || (await isKnownUnwell)
      ? []
      : [`${number} was not shown on the sign, and nobody knew`]),
  ]
}

/** What a counter did that day; `findings` = what must never be, as sentences. */
export interface CounterDay {
  readonly called: readonly string[]
  readonly findings: readonly string[]
}

/** Works counter 1 on its screen with its F-keys until the kiosk is done and nobody waits. */
export async function workCounter(
  hall: Hall,
  dock: DockHand,
  faults: Misfortune,
  isOver: () => boolean,
): Promise<CounterDay> {
  const { counter } = hall
  const called: string[] = []
  const findings: string[] = []
  const waiting = counter.locator('[data-testid^="queue-row-"]').first()
  const current = control(counter, 'current-number')
  for (;;) {
    if (!(await came(waiting.waitFor({ timeout: patience.key })))) {
      if (isOver() && !(await waiting.isVisible())) return { called, findings }
      continue
    }
    await faults.moment()
    await keyed(counter, 'F1', current)
    const number = ((await current.textContent()) ?? '').trim()
    called.push(number)
    findings.push(...(await callShown(hall, dock, number)))
    await faults.moment()
    await keyed(counter, 'F3', counter.locator('.serving[data-state="SERVING"]'))
    await keyed(counter, 'F4', control(counter, 'outcome-advised'))
    await press(counter, 'outcome-advised')
    await current.waitFor({ state: 'detached' })
  }
}
