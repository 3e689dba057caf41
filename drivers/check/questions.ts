import { onbonSigns } from '../counter-sign/onbon.ts'
import { samFrame, samFrameReader } from '../framing/sam_frame.ts'
import { answers, samBaudRates, samCommands, samReply } from '../id-card/sam_table.ts'
import type { Template } from '../template/index.ts'
import { realTime } from '../ticket-printer/codec/commands.ts'

/** Families that answer when they are asked; a code scanner speaks only when something is held under it. */
export type ProbedFamily = 'ticket-printer' | 'id-card' | 'counter-sign' | 'call-pad' | 'evaluator'

/** One harmless question of one family: nothing is printed, shown, blanked or set by it. */
export interface ProbeQuestion {
  readonly family: ProbedFamily
  /** What speaks so: `esc-pos`, `sam`, `onbon`, or the name of a template. */
  readonly kind: string
  /** Of a member on a shared line; null where there is one device. */
  readonly address: number | null
  readonly baudRates: readonly number[]
  readonly bytes: Uint8Array
  readonly waitMs: number
  isAnswer(heard: Uint8Array): boolean
}

/** DLE EOT 1: acted upon at once, even offline, and never printed (ESC/POS real-time commands). */
const printer: ProbeQuestion = {
  family: 'ticket-printer',
  kind: 'esc-pos',
  address: null,
  baudRates: [115_200, 9_600, 19_200, 38_400],
  bytes: realTime.status(1),
  waitMs: 250,
  isAnswer: (heard) => heard.length === 1 && ((heard[0] ?? 0) & 0x93) === 0x12,
}

/** The module's number (12 FF), which no other reply looks like (GA 467-2013). */
const reader: ProbeQuestion = {
  family: 'id-card',
  kind: 'sam',
  address: null,
  baudRates: samBaudRates,
  bytes: samFrame(Uint8Array.from(samCommands.samId.body)),
  waitMs: samCommands.samId.wait,
  isAnswer(heard) {
    let isNumber = false
    const frames = samFrameReader({
      onFrame(body) {
        const reply = samReply(body)
        if (reply !== null && reply.data.length === 16) isNumber = answers(samCommands.samId, reply)
      },
      onSpoilt: () => undefined,
    })
    frames.push(heard)
    return isNumber
  },
}

/** How many addresses of a shared line are asked, from one on. */
const addressesAsked = 8

/** Sign by sign: a question to all at once would have them answer over each other. */
function signs(): ProbeQuestion[] {
  const protocol = onbonSigns()
  return Array.from({ length: addressesAsked }, (_, i) => i + 1).flatMap((address) => {
    const bytes = protocol.order(address, 'ping', new Date(0))
    if (bytes === null) return []
    return {
      family: 'counter-sign' as const,
      kind: 'onbon',
      address,
      baudRates: [57_600, 9_600],
      bytes,
      waitMs: 120,
      isAnswer: (heard: Uint8Array) =>
        protocol
          .reader(address)(heard)
          .some(({ kind }) => kind === 'answer'),
    }
  })
}

/** `poll` is a pad's question, `ping` another device's; what a template has of neither cannot be asked harmlessly. */
function membersOf(template: Template): ProbeQuestion[] {
  const operation = ['poll', 'ping'].find((each) => template.can(each))
  if (operation === undefined) return []
  const { line, name } = template.config
  return Array.from({ length: addressesAsked / 2 }, (_, i) => i + 1).flatMap((address) => {
    const frame = template.encode(operation, { address, taken: 0 })
    if (!frame.ok) return []
    return {
      family: operation === 'poll' ? ('call-pad' as const) : ('evaluator' as const),
      kind: name,
      address,
      baudRates: [line.baudRate],
      bytes: frame.value,
      waitMs: line.answerMs,
      isAnswer: (heard: Uint8Array) =>
        template
          .parser()
          .push(heard)
          .some((found) => found.ok && [undefined, address].includes(found.value.values.address as number)),
    }
  })
}

/**
 * Every question in the order it is asked. Printers first, at all their rates: what is meant for others would stand
 * in a printer's buffer, so a line where a printer answers is asked nothing else.
 */
export const probeQuestions = (templates: readonly Template[]): readonly ProbeQuestion[] => [
  printer,
  reader,
  ...signs(),
  ...templates.flatMap(membersOf),
]
