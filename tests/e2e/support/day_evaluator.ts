import { evaluatorMarks } from '#drivers'
import type { AtEvaluator, RatingTold } from '../../support/rating_account.ts'
import type { Demo } from './demo.ts'
import type { DockHand } from './dock_hand.ts'
import type { Hall } from './hall.ts'
import { ask } from './hub_api.ts'
import { came } from './steps.ts'

/** How long a visitor and the clerk look at the evaluator, ms: a silent one is known as such after three questions. */
const patience = { asked: 6_000, thanked: 2_500, known: 20_000 } as const
/** A key that does nothing is pressed again, as anybody would. */
const presses = 3

const keys = Object.values(evaluatorMarks)

/** Lets the visitor who was served at counter 1 rate, with any key; `random` in [0, 1). */
export async function rateAtEvaluator(
  { counter }: Hall,
  dock: DockHand,
  number: string,
  random: () => number,
): Promise<AtEvaluator> {
  const key = 1 + Math.floor(random() * keys.length)
  const isAsked = await dock.until(({ evaluator }) => evaluator.asking, patience.asked)
  let wasThanked = false
  for (let left = presses; isAsked && !wasThanked && left > 0; left -= 1) {
    dock.send({ type: 'evaluator-key', key })
    wasThanked = await dock.until(({ evaluator }) => evaluator.litKey === key, patience.thanked)
  }
  const unwell = counter.locator('[data-testid="device-counter-1-evaluator"]:not([data-tone="good"])')
  const isKnownUnwell =
    !wasThanked && (await came(unwell.waitFor({ state: 'attached', timeout: patience.known })))
  return { number, mark: isAsked ? (keys[key - 1] ?? null) : null, wasThanked, isKnownUnwell }
}

/** The ratings in the hub's log, as a manager reads them: staff at the counters are shown no marks. */
export async function ratingsOf(demo: Demo): Promise<readonly RatingTold[]> {
  const { username, password } = demo.staff('xu.zhiyuan')
  const session = await ask(demo, null, 'POST', '/sessions', { username, password })
  const token = String(session.body.token)
  const numbers = new Map<string, string>()
  const told: RatingTold[] = []
  for (let after = 0; ; ) {
    const { body } = await ask(demo, token, 'GET', `/events?after=${after}&limit=1000`)
    const page = body.events as readonly LoggedEvent[]
    for (const { type, data } of page) {
      if (type === 'TicketIssued') numbers.set(data.ticketId ?? '', data.number ?? '')
      if (type === 'RatingRecorded')
        told.push({ number: numbers.get(data.ticketId ?? '') ?? '', mark: data.marks?.overall ?? 0 })
    }
    const last = page.at(-1)
    if (last === undefined) return told
    after = last.revision
  }
}

interface LoggedEvent {
  readonly revision: number
  readonly type: string
  readonly data: {
    readonly ticketId?: string
    readonly number?: string
    readonly marks?: { readonly overall: number }
  }
}
