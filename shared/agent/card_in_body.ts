import { routes } from '#protocol'
import type { CardVisitor } from './card_desk.ts'

const findPath = `/api/v1${routes.findBookings.path}`

/**
 * The body of a request of this machine's page with the person in the place of the card session, where bookings are
 * looked for; every other body as it is. A session that is over is left for the hub to refuse.
 */
export function withCard(
  path: string | undefined,
  body: string,
  personOf: (sessionId: string) => CardVisitor | null,
): string {
  if (path !== findPath) return body
  const asked = routes.findBookings.body.safeParse(parsed(body))
  if (!asked.success || !('visitor' in asked.data) || !('cardSession' in asked.data.visitor)) return body
  const person = personOf(asked.data.visitor.cardSession)
  return person === null ? body : JSON.stringify({ visitor: { idNumber: person.idNumber } })
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
