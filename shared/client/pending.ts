import { type Clock, err, type Result, type Timer } from '#basics'
import type { Problem, WireCommand } from '#protocol'
import { localProblem } from './problems.ts'

type Answer = Result<unknown, Problem>

/** How long a caller waits, and what it wants to know meanwhile. */
export interface SendOptions {
  /** After this long the answer is 'unavailable', ms; null = kept until the hub answers. */
  readonly limitMs?: number | null
  /** Told when the command has been handed to a socket: from then on it may have been done. */
  readonly onSent?: () => void
  /** The staff session that acts, where the link itself is a device's; null = the link's identity. */
  readonly as?: string | null
}

interface Waiting {
  readonly command: WireCommand
  readonly as: string | null
  readonly onSent: () => void
  settle(answer: Answer): void
}

/** Commands without an answer, oldest first. */
export interface Pending {
  /** Waits for the answer of a command; the same id twice is the same wait. */
  add(command: WireCommand, options: Required<SendOptions>): Promise<Answer>
  settle(commandId: string, answer: Answer): void
  /** Writes all of them, again, with their ids: the hub does none of them twice. */
  writeAll(write: (command: WireCommand, as: string | null) => void): void
  written(commandId: string): void
  /** Ends the wait as 'unavailable' and never sends it again. */
  forget(commandId: string): void
  clear(): void
}

/** Keeps commands until they are answered or their time is over. */
export function pendingCommands(clock: Clock): Pending {
  const waiting = new Map<string, Waiting>()
  const waits = new Map<string, Promise<Answer>>()

  const open = (command: WireCommand, { limitMs, onSent, as }: Required<SendOptions>) =>
    new Promise<Answer>((resolve) => {
      const id = command.body.commandId
      let timer: Timer | null = null
      const settle = (answer: Answer) => {
        timer?.cancel()
        waiting.delete(id)
        waits.delete(id)
        resolve(answer)
      }
      if (limitMs !== null) timer = clock.after(limitMs, () => settle(err(localProblem('unavailable'))))
      waiting.set(id, { command, as, onSent, settle })
    })
  const settle = (commandId: string, answer: Answer) => waiting.get(commandId)?.settle(answer)

  return {
    add(command, options) {
      const id = command.body.commandId
      const wait = waits.get(id) ?? open(command, options)
      waits.set(id, wait)
      return wait
    },
    settle,
    writeAll(write) {
      for (const { command, as, onSent } of waiting.values()) {
        write(command, as)
        onSent()
      }
    },
    written(commandId) {
      waiting.get(commandId)?.onSent()
    },
    forget: (commandId) => settle(commandId, err(localProblem('unavailable'))),
    clear() {
      for (const each of [...waiting.values()]) each.settle(err(localProblem('unavailable')))
    },
  }
}
