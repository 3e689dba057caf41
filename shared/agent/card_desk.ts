import { randomUUID } from 'node:crypto'
import type { Clock, Timer } from '#basics'
import { localMoment } from '#domain'
import type { CardPerson } from '#drivers'
import type { CardSeen } from '#protocol'
import { ageOn, idTail, maskName } from './mask.ts'

/** A person stays known for this long after the card was read, ms. */
const cardMemory = 60_000

/** Minutes China is ahead of UTC: the age on a card counts from midnight there. */
const shanghaiMinutes = 480

/** What the hub seals of a person. */
export interface CardVisitor {
  readonly idNumber: string
  readonly name: string
}

/** The one place that knows who lies on the reader; in memory, for a minute, never in a log or a file. */
export interface CardDesk {
  read(person: CardPerson): void
  seen(): CardSeen | null
  /** The person of a session, or null once it is over. */
  visitor(sessionId: string): CardVisitor | null
  forget(): void
}

/** Opens the desk; `onSeen` gets what a page may know, and null when the person is forgotten. */
export function cardDesk(clock: Clock, onSeen: (card: CardSeen | null) => void): CardDesk {
  let held: { readonly card: CardSeen; readonly visitor: CardVisitor } | null = null
  let timer: Timer | null = null

  const forget = () => {
    timer?.cancel()
    if (held === null) return
    held = null
    onSeen(null)
  }
  return {
    read(person) {
      timer?.cancel()
      const name = person.name === '' && 'englishName' in person ? person.englishName : person.name
      const today = localMoment(clock.now(), shanghaiMinutes).date
      const card: CardSeen = {
        // Not the reader's own count: a page must not be able to guess another visitor's session.
        sessionId: randomUUID(),
        maskedName: maskName(name),
        idTail: idTail(person.idNumber),
        age: ageOn(person.birthDate, today),
      }
      held = { card, visitor: { idNumber: person.idNumber, name } }
      timer = clock.after(cardMemory, forget)
      onSeen(card)
    },
    seen: () => held?.card ?? null,
    visitor: (sessionId) => (held?.card.sessionId === sessionId ? held.visitor : null),
    forget,
  }
}
