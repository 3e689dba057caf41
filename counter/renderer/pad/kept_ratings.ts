import { z } from 'zod'
import { type RatingBody, ratingBody } from '#protocol'

const place = 'civic-hall:pad-ratings'
const kept = z.array(ratingBody)

/** Ratings given while the hub was out of reach, until it has them; each has the id of its press. */
export interface KeptRatings {
  keep(body: RatingBody): void
  /** Oldest first; written words are with them only while this page lives: they are kept on no disk. */
  all(): readonly RatingBody[]
  /** Whether the visit asked about has been rated here already. */
  has(asked: { readonly ticketId: string; readonly leg: number }): boolean
  settle(commandId: string): void
}

/** Without its words a bad rating says at least that there was something else. */
function withoutWords({ comment: _, ...body }: RatingBody): RatingBody {
  return body.reasons.length > 0 || body.marks.overall > 2 ? body : { ...body, reasons: ['other'] }
}

function read(storage: Pick<Storage, 'getItem'>): readonly RatingBody[] {
  try {
    return kept.parse(JSON.parse(storage.getItem(place) ?? '[]'))
  } catch {
    // Written by another version, or damaged.
    return []
  }
}

/** Opens what this browser keeps. */
export function keptRatings(storage: Pick<Storage, 'getItem' | 'setItem'>): KeptRatings {
  let ratings = read(storage)
  const write = (next: readonly RatingBody[]) => {
    ratings = next
    storage.setItem(place, JSON.stringify(next.map(withoutWords)))
  }
  return {
    keep(body) {
      if (ratings.every(({ commandId }) => commandId !== body.commandId)) write([...ratings, body])
    },
    all: () => ratings,
    has: ({ ticketId, leg }) => ratings.some((each) => each.ticketId === ticketId && each.leg === leg),
    settle: (commandId) => write(ratings.filter((each) => each.commandId !== commandId)),
  }
}
