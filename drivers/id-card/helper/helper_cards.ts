import type { Clock } from '#basics'
import type { CardListener } from '../placement.ts'
import type { CardFailure, CardPerson, IdCardFault } from '../types.ts'
import { personOf } from './helper_card.ts'
import type { HelperSilence, HelperTalk } from './helper_talk.ts'

/** Waits between requests, ms: while all is well, and before another try. */
const pauses = { poll: 400, again: 150 } as const
/** How often a card is read before it counts as unreadable. */
const readTries = 3

/** What a step came to: go on after a pause, the reader is in trouble, or this life of the helper is over. */
export type HelperStep =
  | { readonly pause: number }
  | { readonly trouble: IdCardFault | 'absent' }
  | { readonly over: true }

/** Follows the placements that one life of a helper names. */
export interface HelperCards {
  poll(): Promise<HelperStep>
  /** The reader can no longer vouch for what lies there. */
  forget(): void
  /** The helper is gone: forgets, and nothing is told afterwards. */
  end(): void
}

/** What the words of a helper say about the reader; null when they speak of the card. */
const troubles: Readonly<Record<HelperSilence, IdCardFault | 'absent' | null>> = {
  lost: null,
  'reader-absent': 'absent',
  'reader-faulted': 'no-answer',
  unauthorised: 'unauthorised',
  'self-test-failed': 'self-test-failed',
  'no-card': null,
  'card-changed': null,
  'read-failed': null,
  unsupported: null,
}

/** What a refusal means for the reader. */
export function stepOf(why: HelperSilence): HelperStep {
  if (why === 'lost') return { over: true }
  const trouble = troubles[why]
  return trouble === null ? { pause: pauses.again } : { trouble }
}

/** A placement as the helper named it, and the session it was told as; null when it could not be read. */
interface Lying {
  readonly placement: string
  readonly sessionId: string | null
}

/** What following needs. */
export interface HelperCardsOptions {
  readonly talk: HelperTalk
  readonly clock: Clock
  readonly listener: CardListener
}

/**
 * Follows placements. A person is told only when the read carried the name of the placement that was asked for,
 * and the same placement is still there afterwards.
 */
export function helperCards({ talk, clock, listener }: HelperCardsOptions): HelperCards {
  let lying: Lying | null = null
  let ended = false
  let sessions = 0

  const forget = () => {
    const lifted = lying
    lying = null
    if (lifted !== null && lifted.sessionId !== null) listener.onCardLifted(lifted.sessionId)
  }
  const mixed = (sentence: string): HelperStep => {
    talk.distrust(sentence)
    return { over: true }
  }
  /** What lies there; a step when that cannot be said. */
  const look = async (): Promise<{ readonly placement: string | null } | HelperStep> => {
    const seen = await talk.ask({ do: 'poll' })
    if (ended) return { over: true }
    if (!seen.ok) return stepOf(seen.error)
    const { value } = seen
    if ('placement' in value && !('area' in value) && !('person' in value)) return value
    return mixed('the helper answered a poll with something else')
  }
  const read = async (placement: string): Promise<CardPerson | CardFailure | HelperStep> => {
    const answer = await talk.ask({ do: 'read', placement })
    if (ended) return { over: true }
    if (!answer.ok) {
      const step = stepOf(answer.error)
      return 'pause' in step ? 'read-failed' : step
    }
    const card = answer.value
    if (!('area' in card || 'person' in card) || card.placement !== placement)
      return mixed('the helper answered with another placement')
    const person = personOf(card)
    return person.ok ? person.value : 'not-understood'
  }
  const hold = (placement: string, person: CardPerson): HelperStep => {
    sessions += 1
    const sessionId = `${clock.now().toString(36)}-h${sessions}`
    lying = { placement, sessionId }
    listener.onCard(person, sessionId)
    return { pause: pauses.poll }
  }
  const readCard = async (placement: string): Promise<HelperStep> => {
    let failure: CardFailure = 'read-failed'
    for (let left = readTries; left > 0; left -= 1) {
      const result = await read(placement)
      if (typeof result === 'object' && !('kind' in result)) return result
      const seen = await look()
      if (!('placement' in seen)) return seen
      // Another card by now, or none: what was read belongs to nobody.
      if (seen.placement !== placement) return { pause: pauses.again }
      if (typeof result === 'object') return hold(placement, result)
      failure = result
    }
    lying = { placement, sessionId: null }
    listener.onCardUnreadable(failure)
    return { pause: pauses.poll }
  }

  return {
    async poll() {
      const seen = await look()
      if (!('placement' in seen)) return seen
      if (lying !== null && seen.placement !== lying.placement) forget()
      if (seen.placement === null || lying !== null) return { pause: pauses.poll }
      return readCard(seen.placement)
    },
    forget,
    end() {
      forget()
      ended = true
    },
  }
}
