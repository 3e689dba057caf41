import type { Clock } from '#basics'
import type { Transport } from '../transport/types.ts'
import { type OpenTrouble, openRawLine, openTrouble } from './exchange.ts'
import type { ProbeQuestion } from './questions.ts'

/** A device that answered, twice. */
export interface Answered extends Pick<ProbeQuestion, 'family' | 'kind' | 'address'> {
  readonly baudRate: number
}

/** What a line came to. */
export type ProbeEnd =
  | { readonly kind: 'found'; readonly devices: readonly Answered[] }
  | { readonly kind: 'silent' }
  /** Bytes came, and none of them answered a question: another rate, or a device of another kind. */
  | { readonly kind: 'not-understood' }
  | { readonly kind: 'not-opened'; readonly trouble: OpenTrouble; readonly sentence: string }

/** What one line is asked. */
export interface ProbeOptions {
  readonly clock: Clock
  readonly questions: readonly ProbeQuestion[]
  /** The way to the line at a rate. */
  readonly at: (baudRate: number) => Transport
  /** After so long nothing more is asked, ms. */
  readonly limitMs: number
}

/** Families whose members share one line, so that one answer does not end the asking. */
const shared: ReadonlySet<string> = new Set(['counter-sign', 'call-pad'])

/** The rates in the order they are tried, each with its questions: a family's usual rate comes before its others. */
function rounds(
  questions: readonly ProbeQuestion[],
): readonly (readonly [number, readonly ProbeQuestion[]])[] {
  const printers = questions.filter(({ family }) => family === 'ticket-printer')
  const others = questions.filter(({ family }) => family !== 'ticket-printer')
  return [printers, others].flatMap((group) => {
    const rates = [...new Set(group.flatMap(({ baudRates }) => baudRates))]
    return rates.map((rate) => [rate, group.filter(({ baudRates }) => baudRates.includes(rate))] as const)
  })
}

/** Asks a line who is there: first answer wins, except on lines that are shared. */
export async function probe({ clock, questions, at, limitMs }: ProbeOptions): Promise<ProbeEnd> {
  const deadline = clock.now() + limitMs
  const devices: Answered[] = []
  let isTalking = false
  for (const [baudRate, asked] of rounds(questions)) {
    if (clock.now() >= deadline) break
    const opened = await openRawLine(at(baudRate), clock)
    if (!opened.ok) return { kind: 'not-opened', trouble: openTrouble(opened.error), sentence: opened.error }
    const line = opened.value
    for (const { bytes, waitMs, isAnswer, family, kind, address } of asked) {
      if (clock.now() >= deadline) break
      if (devices.length > 0 && !shared.has(family)) continue
      const answered = async () => {
        const heard = await line.ask(bytes, waitMs, isAnswer)
        isTalking ||= heard.length > 0
        return isAnswer(heard)
      }
      // Once may be chance; twice is a device.
      if ((await answered()) && (await answered())) devices.push({ family, kind, address, baudRate })
      if (devices.length > 0 && !shared.has(family)) break
    }
    await line.close()
    if (devices.length > 0) return { kind: 'found', devices }
  }
  return { kind: isTalking ? 'not-understood' : 'silent' }
}
