import type { Clock } from '#basics'
import type { Request } from './batch.ts'

/**
 * Whether commands may have been sent before, so that their answers must be looked up before they are decided. Looking
 * up costs about as much as deciding; a repetition nobody expects is found out by the log's own key, and decided again.
 */
export interface Repetitions {
  mayBe(requests: readonly Request[]): boolean
  /** Takes note of commands that are being decided. */
  note(requests: readonly Request[]): void
  /** A repetition has come: machines that send again send all they have. */
  expect(): void
}

/** For so long every answer is looked up: after a start, and after a repetition. */
const waryMs = 5_000
const generation = 10_000

/** Its answer is kept whatever it is, or nobody's is: the key tells. Of others a repetition may leave no trace there. */
const isFoundOut = ({ actor, command, replaces }: Request) =>
  replaces === undefined &&
  (actor.kind === 'system' || (command.type !== 'merge-offline' && command.type !== 'report-device'))

/** Remembers the ids of the last ten to twenty thousand commands. */
export function repetitions(clock: Pick<Clock, 'elapsed'>): Repetitions {
  let waryUntil = clock.elapsed() + waryMs
  let recent = new Set<string>()
  let older = new Set<string>()
  const isKnown = (id: string) => recent.has(id) || older.has(id)
  return {
    mayBe: (requests) =>
      clock.elapsed() < waryUntil ||
      requests.some((request) => isKnown(request.commandId) || !isFoundOut(request)),
    note(requests) {
      for (const { commandId } of requests) recent.add(commandId)
      if (recent.size < generation) return
      older = recent
      recent = new Set()
    },
    expect() {
      waryUntil = clock.elapsed() + waryMs
    },
  }
}
