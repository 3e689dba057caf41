import { err, ok, type Result } from '#basics'
import type { RecordedEvent } from '#domain'
import type { Problem, ServerMessage } from '#protocol'
import type { HubLinkOptions, Welcome } from './hub_link.ts'
import type { Mirror } from './mirror.ts'
import { localProblem } from './problems.ts'

/** Who is told what concerns commands. */
export interface AnswerTo {
  /** From now on commands may be written. */
  onWelcome(): void
  onAnswer(commandId: string, answer: Result<unknown, Problem>): void
}

/** What is said over one socket after another, taken in order. */
export interface Follower {
  /** Whether the mirror has caught up over the present socket. */
  readonly live: boolean
  readonly welcomed: boolean
  /** False when the mirror can no longer be believed: the socket is to be dropped and opened again. */
  receive(message: ServerMessage): boolean
  lost(): void
}

/** Brings the mirror in line with what the other end says. */
export function follower(
  options: Pick<HubLinkOptions, 'onWelcome' | 'onCentre' | 'onLive' | 'onMessage' | 'onProblem'>,
  copy: Mirror,
  commands: AnswerTo,
): Follower {
  let head: number | null = null
  let live = false

  const setLive = (now: boolean) => {
    if (live === now) return
    live = now
    options.onLive(now)
  }
  const caughtUp = () => {
    if (head !== null && copy.lastRevision !== null && copy.lastRevision >= head) setLive(true)
  }
  const apply = (events: readonly RecordedEvent[]): boolean => {
    const fresh = copy.apply(events)
    if (fresh === 'broken') {
      copy.distrust()
      return false
    }
    if (fresh.length > 0) options.onCentre(copy.centre, fresh)
    caughtUp()
    return true
  }
  const welcome = (message: Welcome): boolean => {
    // A hub that another one has replaced may not know it yet: what it says is no longer the centre's.
    if (message.epoch < copy.centre.epoch) {
      options.onProblem(localProblem('fenced'))
      return false
    }
    options.onWelcome(message)
    // Its log forks from ours somewhere: only the whole state tells where it stands.
    if (copy.lastRevision !== null && message.epoch > copy.centre.epoch) {
      copy.distrust()
      return false
    }
    // A log that ends before ours is another log (a restored or new centre).
    if (copy.lastRevision !== null && message.head < copy.lastRevision) {
      copy.distrust()
      return false
    }
    head = message.head
    commands.onWelcome()
    caughtUp()
    return true
  }
  const take = (message: Exclude<ServerMessage, { type: 'welcome' | 'events' }>) => {
    switch (message.type) {
      case 'snapshot':
        copy.load(message.state, null)
        options.onCentre(copy.centre, null)
        return caughtUp()
      case 'result':
        return commands.onAnswer(message.commandId, ok(message.value))
      case 'refused':
        return commands.onAnswer(message.commandId, err(message.problem))
      case 'goodbye':
        return options.onProblem(message.problem)
      case 'pong':
        return
      default:
        return options.onMessage(message)
    }
  }

  return {
    get live() {
      return live
    },
    get welcomed() {
      return head !== null
    },
    receive(message) {
      if (message.type === 'welcome') return welcome(message)
      if (message.type === 'events') return apply(message.events)
      take(message)
      return true
    },
    lost() {
      head = null
      setLive(false)
    },
  }
}
