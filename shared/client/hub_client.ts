import { err, ok, type Result } from '#basics'
import { type CentreSnapshot, type CentreState, toSnapshot } from '#domain'
import { type ClientMessageInput, type Problem, type WireCommand, wireCommand } from '#protocol'
import { type CommandDraft, type CommandReply, commandReplies } from './command_draft.ts'
import { newCommandId } from './command_id.ts'
import { type HubLinkOptions, keepLinked } from './hub_link.ts'
import { mirror } from './mirror.ts'
import { pendingCommands, type SendOptions } from './pending.ts'
import { localProblem } from './problems.ts'

/** A mirror as it is kept over a restart. */
export interface KeptState {
  readonly snapshot: CentreSnapshot
  readonly lastHash: string | null
}

/** What a client needs and whom it tells. */
export interface HubClientOptions extends HubLinkOptions {
  /** How long `send` waits unless it is told otherwise, ms; null = until the hub answers. */
  readonly limitMs: number | null
  /** A state kept from an earlier run: shown until the hub answers, and followed on from if its hash proves it. */
  readonly kept?: KeptState | null
}

/** One end of the socket to a hub or an agent: a mirror that follows, and commands that are done once. */
export interface HubClient {
  /** Changed in place as events come; replaced by a snapshot. */
  readonly centre: CentreState
  readonly live: boolean
  /** The mirror as `kept` takes it. */
  keep(): KeptState
  /** Sends a command, again after a lost link, and waits for its answer or the limit. */
  send<Draft extends CommandDraft>(
    draft: Draft,
    options?: SendOptions,
  ): Promise<Result<CommandReply<Draft['name']>, Problem>>
  /** Ends the wait for a command and never sends it again. */
  forget(commandId: string): void
  /** Sends what is not a command (print, forget-card); false when there is no link. */
  tell(message: ClientMessageInput): boolean
  /** Leaves this link and asks for an endpoint again (another identity). */
  reconnect(): void
  close(): void
}

const commandMessage = (command: WireCommand, as: string | null): ClientMessageInput =>
  as === null ? { type: 'command', command } : { type: 'command', command, as }

/** Connects to a hub or an agent and stays connected until closed; nothing it does throws or rejects. */
export function hubClient(options: HubClientOptions): HubClient {
  const copy = mirror()
  if (options.kept) {
    copy.load(options.kept.snapshot, options.kept.lastHash)
    // Without a hash the log may have been replaced meanwhile: ask for the whole state.
    if (options.kept.lastHash === null) copy.distrust()
  }
  const pending = pendingCommands(options.clock)
  const wire = keepLinked(options, copy, {
    onWelcome: () => pending.writeAll((command, as) => wire.tell(commandMessage(command, as))),
    onAnswer: (commandId, answer) => pending.settle(commandId, answer),
  })

  const exchange = (
    command: WireCommand,
    { limitMs = options.limitMs, onSent = () => undefined, as = null }: SendOptions,
  ) => {
    const answer = pending.add(command, { limitMs, onSent, as })
    if (wire.tell(commandMessage(command, as))) pending.written(command.body.commandId)
    return answer
  }
  return {
    get centre() {
      return copy.centre
    },
    get live() {
      return wire.live
    },
    keep: () => ({ snapshot: toSnapshot(copy.centre), lastHash: copy.lastHash }),
    async send<Draft extends CommandDraft>(draft: Draft, sendOptions: SendOptions = {}) {
      const body = { commandId: newCommandId(options.clock), ...draft.body }
      const command = wireCommand.safeParse({ ...draft, body })
      if (!command.success) return err(localProblem('invalid', command.error.message))
      const answer = await exchange(command.data, sendOptions)
      if (!answer.ok) return answer
      const reply = commandReplies[draft.name as CommandDraft['name']].safeParse(answer.value)
      if (!reply.success) return err(localProblem('invalid', reply.error.message))
      return ok(reply.data as CommandReply<Draft['name']>)
    },
    forget: (commandId) => pending.forget(commandId),
    tell: wire.tell,
    reconnect: wire.reconnect,
    close() {
      wire.close()
      pending.clear()
    },
  }
}
