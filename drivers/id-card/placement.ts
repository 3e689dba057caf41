import { assertNever, type Clock } from '#basics'
import { sameBytes } from '../framing/bytes.ts'
import { type CardContent, type ContentCommand, cardReading } from './card_reading.ts'
import type { SamLine } from './sam_line.ts'
import { samCommands, words } from './sam_table.ts'
import type { CardFailure, CardPerson, IdCardFault } from './types.ts'

/** How often things are tried while a card lies there. */
const tries = { read: 3, lift: 2, findEvery: 4 } as const
/** Waits between steps, in ms; 300 to 500 between questions to an idle module is what drivers in use do. */
const pauses = { idle: 400, again: 150 } as const

/** Who is told about cards. */
export interface CardListener {
  onCard(person: CardPerson, sessionId: string): void
  onCardLifted(sessionId: string): void
  onCardUnreadable(reason: CardFailure): void
}

/** A card whose content was told and that has not been lifted since. */
interface Held {
  readonly sessionId: string
  /** What was read, to know the same card again; forgotten when it is lifted. */
  readonly content: Uint8Array
  misses: number
  polls: number
}

/** A card that was found and is to be read. */
interface Found {
  readonly kind: 'found'
  left: number
  /** The card that was held when this one was found; it may be the same. */
  readonly before: Held | null
  /** It was already told that it could not be read. */
  readonly quiet: boolean
}

type Lying =
  | { readonly kind: 'nothing' }
  | Found
  | { readonly kind: 'held'; readonly held: Held }
  /** It could not be read and that was told; many modules do not find it again until it is lifted. */
  | { readonly kind: 'unreadable' }

/** What a step came to: go on after a pause, or something is wrong with the reader itself. */
export type Step = { readonly pause: number } | { readonly trouble: IdCardFault | 'lost' }

/** Follows one card after another on a reader. */
export interface Placement {
  step(): Promise<Step>
  /** The reader can no longer be trusted: a held card counts as lifted, one not yet read as unreadable. */
  forget(): void
  /** The link is gone: a held card counts as lifted, and nothing is told afterwards. */
  end(): void
}

/** What follows cards needs. */
export interface PlacementOptions {
  readonly line: SamLine
  readonly clock: Clock
  readonly listener: CardListener
  readonly command: ContentCommand
}

/**
 * Follows cards. A module finds a card once per placement; after that it denies finding it, whether the card
 * lies there or not, so a held card is watched by reading from it, and by finding now and then for a card
 * that took its place. The same content found again without a lift in between is the same placement.
 */
export function placement({ line, clock, listener, command }: PlacementOptions): Placement {
  let lying: Lying = { kind: 'nothing' }
  let ended = false
  let sessions = 0
  /** An answer to find was lost: it may have been the one that a module gives once for each placement. */
  let unheard = false
  const reading = cardReading(async (asked) => {
    const answer = await line.ask(asked)
    // What arrives after the end belongs to nobody.
    return ended ? { ok: false, error: 'lost' } : answer
  }, command)

  const lift = (held: Held | null) => {
    if (held !== null) listener.onCardLifted(held.sessionId)
  }
  const hold = (before: Held | null, { content, person }: CardContent) => {
    if (before !== null && sameBytes(before.content, content)) {
      before.misses = 0
      lying = { kind: 'held', held: before }
      return
    }
    lift(before)
    sessions += 1
    const sessionId = `${clock.now().toString(36)}-${sessions}`
    lying = { kind: 'held', held: { sessionId, content, misses: 0, polls: 0 } }
    listener.onCard(person, sessionId)
  }
  const giveUp = (card: Found, reason: CardFailure) => {
    lift(card.before)
    lying = { kind: 'unreadable' }
    if (!card.quiet) listener.onCardUnreadable(reason)
  }
  const readOnce = async (card: Found): Promise<Step> => {
    lying = card
    const result = await reading.content()
    if (result.kind === 'content') {
      hold(card.before, result)
      return { pause: pauses.idle }
    }
    if (result.kind === 'trouble' && ended) return result
    card.left -= 1
    if (card.left === 0) giveUp(card, result.kind === 'trouble' ? 'no-answer' : result.reason)
    return result.kind === 'trouble' ? result : { pause: pauses.again }
  }
  const newlyFound = (before: Held | null, quiet: boolean): Found => ({
    kind: 'found',
    left: quiet ? 1 : tries.read,
    before,
    quiet,
  })
  /** Asks for a card; when one is found it is read at once, else `otherwise` says what that means. */
  const find = async (before: Held | null, quiet: boolean, otherwise: () => void): Promise<Step> => {
    const answer = await reading.ask(samCommands.find)
    if ('trouble' in answer) {
      unheard = before === null
      return answer
    }
    const mayLie = unheard && before === null
    unheard = false
    if (answer.word === words.found) return readOnce(newlyFound(before, quiet))
    if (mayLie) return readOnce(newlyFound(null, true))
    otherwise()
    return { pause: pauses.idle }
  }
  const readAgain = async (card: Found): Promise<Step> => {
    // Some modules let go of a card after a failed read; whether this finds it does not matter.
    const answer = await reading.ask(samCommands.find)
    return 'trouble' in answer ? answer : readOnce(card)
  }
  const watch = async (held: Held): Promise<Step> => {
    held.polls += 1
    if (held.polls % tries.findEvery === 0) return find(held, false, () => undefined)
    const seen = await reading.presence(held.content)
    if (typeof seen === 'object') return seen
    if (seen === 'other') return readOnce(newlyFound(held, false))
    held.misses = seen === 'there' ? 0 : held.misses + 1
    if (held.misses === 0) return { pause: pauses.idle }
    return find(held, false, () => {
      if (held.misses < tries.lift) return
      lying = { kind: 'nothing' }
      lift(held)
    })
  }
  /** Nothing lies there any more as far as anybody knows. */
  const clear = () => {
    const held = lying.kind === 'held' ? lying.held : lying.kind === 'found' ? lying.before : null
    lying = { kind: 'nothing' }
    lift(held)
  }

  return {
    step() {
      switch (lying.kind) {
        case 'nothing':
          return find(null, false, () => undefined)
        case 'found':
          return readAgain(lying)
        case 'held':
          return watch(lying.held)
        case 'unreadable':
          return find(null, true, () => {
            lying = { kind: 'nothing' }
          })
        default:
          return assertNever(lying)
      }
    },
    forget() {
      // Whoever laid a card down that was never read has to lay it down again.
      if (lying.kind === 'found') giveUp(lying, 'no-answer')
      else clear()
    },
    end() {
      clear()
      ended = true
    },
  }
}
