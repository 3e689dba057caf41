import { useState } from 'react'
import { type CallParts, type RouteReply, refusalOf, usePage } from '#client'
import { sayRefusal, useLocale } from '#ui'

type Ticket = RouteReply<'searchTickets'>['tickets'][number]
type Visitor = RouteReply<'ticketsOfPerson'>['visitor']

/** What is looked for: tickets by query members, or a person by ID number. */
export type Asked =
  | { readonly kind: 'tickets'; readonly query: Readonly<Record<string, string>> }
  | { readonly kind: 'person'; readonly idNumber: string }

/** What has been found so far. */
export interface Found {
  readonly asked: Asked
  readonly tickets: readonly Ticket[]
  readonly next: string | null
  readonly visitor: Visitor
}

/** A search, its pages and its fault in words. */
export interface Search {
  readonly found: Found | null
  readonly fault: string | null
  readonly isBusy: boolean
  ask(asked: Asked): Promise<void>
  more(): Promise<void>
  clear(): void
}

/** A page may be empty and have a next one: so many are asked for before a person is asked whether to go on. */
const mostEmptyPages = 10

/** Searches the hub's history; what was asked stays in this page's memory only. */
export function useSearch(): Search {
  const page = usePage()
  const locale = useLocale()
  const [found, setFound] = useState<Found | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)

  const callPage = async (asked: Asked, after: string | null) => {
    const place = after === null ? {} : { after }
    if (asked.kind === 'person') {
      const body = { idNumber: asked.idNumber, ...place }
      return page.call('ticketsOfPerson', { body } satisfies CallParts)
    }
    const answer = await page.call('searchTickets', { query: { ...asked.query, ...place } })
    return answer.ok ? { ...answer, value: { ...answer.value, visitor: null } } : answer
  }
  const read = async (asked: Asked, before: Found | null) => {
    setBusy(true)
    setFault(null)
    let after = before?.next ?? null
    for (let pages = 1; ; pages += 1) {
      const answer = await callPage(asked, after)
      if (!answer.ok) {
        const { title, detail } = sayRefusal(refusalOf(answer.error), locale)
        setFault(`${title}。${detail}`)
        break
      }
      const { tickets, next, visitor } = answer.value
      if (tickets.length > 0 || next === null || pages === mostEmptyPages) {
        setFound({ asked, tickets: [...(before?.tickets ?? []), ...tickets], next, visitor })
        break
      }
      after = next
    }
    setBusy(false)
  }
  return {
    found,
    fault,
    isBusy,
    ask: (asked) => read(asked, null),
    more: async () => (found === null ? undefined : read(found.asked, found)),
    clear() {
      setFound(null)
      setFault(null)
    },
  }
}
