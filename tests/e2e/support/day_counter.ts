import type { Locator, Page } from 'playwright-core'
import type { AtEvaluator } from '../../support/rating_account.ts'
import { rateAtEvaluator } from './day_evaluator.ts'
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
  readonly ratings: readonly AtEvaluator[]
  readonly findings: readonly string[]
}

/** A call pad that lost a key is known to be unwell after so long, ms; until then the clerk's own keys serve. */
const padKnown = 15_000
/** The key 下一位 of the pad, and how often it is pressed before the clerk turns to the screen. */
const padNext = { key: 1, presses: 2 } as const

/** Calls the next visitor with the call pad; where that does nothing, with F1. Tells what must never be. */
async function callNext({ counter }: Hall, dock: DockHand, current: Locator): Promise<string[]> {
  for (let left: number = padNext.presses; left > 0; left -= 1) {
    dock.send({ type: 'pad-key', key: padNext.key })
    if (await came(current.waitFor({ timeout: patience.key }))) return []
  }
  const unwell = counter.locator('[data-testid="device-counter-1-pad-1"]:not([data-tone="good"])')
  const isKnown = await came(unwell.waitFor({ state: 'attached', timeout: padKnown }))
  await keyed(counter, 'F1', current)
  return isKnown ? [] : ['a key of the call pad did nothing, and nobody knew']
}

/** How often the clerk calls with the pad instead of a key of the terminal. */
const padShare = 0.5

/**
 * Works counter 1 with its F-keys and its call pad until the kiosk is done and nobody waits; every visitor is asked to
 * rate at the evaluator.
 */
export async function workCounter(
  hall: Hall,
  dock: DockHand,
  faults: Misfortune,
  random: () => number,
  isOver: () => boolean,
): Promise<CounterDay> {
  const { counter } = hall
  const called: string[] = []
  const ratings: AtEvaluator[] = []
  const findings: string[] = []
  const waiting = counter.locator('[data-testid^="queue-row-"]').first()
  const current = control(counter, 'current-number')
  for (;;) {
    if (!(await came(waiting.waitFor({ timeout: patience.key })))) {
      if (isOver() && !(await waiting.isVisible())) return { called, ratings, findings }
      continue
    }
    await faults.moment()
    if (random() < padShare) findings.push(...(await callNext(hall, dock, current)))
    else await keyed(counter, 'F1', current)
    const number = ((await current.textContent()) ?? '').trim()
    called.push(number)
    findings.push(...(await callShown(hall, dock, number)))
    await faults.moment()
    await keyed(counter, 'F3', counter.locator('.serving[data-state="SERVING"]'))
    await keyed(counter, 'F4', control(counter, 'outcome-advised'))
    await press(counter, 'outcome-advised')
    await current.waitFor({ state: 'detached' })
    ratings.push(await rateAtEvaluator(hall, dock, number, random))
  }
}
