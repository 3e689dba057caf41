import type { Clock, Timer } from '#basics'
import {
  openTemplateDevice,
  pressGuard,
  type Template,
  type TemplateDeviceStatus,
} from '../template/index.ts'
import type { Transport } from '../transport/types.ts'

/** Marks of an evaluator's keys, as the ratings of the country name them: 5 best to 1 worst. */
export const evaluatorMarks = { best: 5, good: 4, fair: 3, poor: 2, worst: 1 } as const
/** The mark of an evaluator's key, 5 best to 1 worst. */
export type EvaluatorMark = (typeof evaluatorMarks)[keyof typeof evaluatorMarks]

/** How an evaluator is. */
export type EvaluatorStatus = TemplateDeviceStatus

/** The light of a pressed key goes out after this, ms. */
export const evaluatorDelays = { light: 2_000 } as const

/** What an evaluator needs and whom it tells. */
export interface EvaluatorOptions {
  readonly transport: Transport
  readonly clock: Clock
  /** Needs the reply `key` with the field `key` and `keys` that name marks; `ask`, `light`, `dark` where it has them. */
  readonly template: Template
  readonly address: number
  /** The first key after each `ask`: one rating, one mark. */
  readonly onMark: (mark: EvaluatorMark) => void
  readonly onStatus: (status: EvaluatorStatus) => void
}

/** A four- or five-key evaluator (评价器) on a serial line. */
export interface Evaluator {
  /** Asks the visitor: voice prompt and lights, and the next key counts. */
  ask(): void
  /** Nothing is asked any more: lights out, keys are ignored. */
  rest(): void
  status(): EvaluatorStatus
  close(): Promise<void>
}

/** Opens an evaluator; keys pressed when nobody asked are ignored. */
export function openEvaluator(options: EvaluatorOptions): Evaluator {
  const { clock, template } = options
  let asking = false
  let lit: Timer | null = null
  const isFresh = pressGuard<EvaluatorMark | null>(() => clock.now())

  const markOf = (key: unknown): EvaluatorMark | null => {
    const name = template.config.keys[String(key)]
    return Object.entries(evaluatorMarks).find(([each]) => each === name)?.[1] ?? null
  }
  const rest = () => {
    // The light that thanks for a key goes out by itself.
    if (!asking && lit !== null) return
    asking = false
    lit?.cancel()
    lit = null
    device.send('dark')
  }
  const pressed = (key: unknown) => {
    const mark = markOf(key)
    // A key that sticks, or was held since the last visitor, is nobody's rating.
    if (!isFresh(mark) || !asking || mark === null) return
    asking = false
    device.send('light', { key: Number(key) })
    lit?.cancel()
    lit = clock.after(evaluatorDelays.light, () => {
      lit = null
      device.send('dark')
    })
    options.onMark(mark)
  }
  const device = openTemplateDevice({
    transport: options.transport,
    clock,
    template,
    address: options.address,
    onReply({ name, values }) {
      if (name === 'key') pressed(values.key)
    },
    onStatus(status) {
      // One that was away while it was asked has forgotten the question.
      if (status.state === 'ready' && asking) device.send('ask')
      options.onStatus(status)
    },
  })
  return {
    ask() {
      lit?.cancel()
      lit = null
      asking = true
      device.send('ask')
    },
    rest,
    status: () => device.status(),
    async close() {
      lit?.cancel()
      await device.close()
    },
  }
}
