import { useEffect, useState } from 'react'
import { callRoute } from '#client'
import { isLive, type TicketState } from '#domain'
import type { TicketReply } from '#protocol'
import { useScreen } from '#ui'

/** How often the phone asks, ms. */
const askEvery = 10_000

/** What the phone knows: the ticket, whether it exists, since when nothing was heard (ms since the epoch). */
export interface TicketSeen {
  readonly ticket: TicketReply | null
  readonly missing: boolean
  readonly staleSince: number | null
}

const liveStates: readonly TicketState[] = ['ISSUING', 'WAITING', 'CALLED', 'SERVING', 'HELD', 'MISSED']
const mayChange = (state: string) => liveStates.some((each) => each === state && isLive(each))

/** Follows a ticket by asking every ten seconds; it stops when the ticket is over. */
export function useTicket(ticketId: string | null): TicketSeen {
  const { clock } = useScreen()
  const [seen, setSeen] = useState<TicketSeen>({ ticket: null, missing: ticketId === null, staleSince: null })
  useEffect(() => {
    if (ticketId === null) return
    let over = false
    const ask = async () => {
      const answer = await callRoute(location.origin, null, 'getTicket', { params: { id: ticketId } })
      if (over) return
      if (answer.ok) {
        setSeen({ ticket: answer.value, missing: false, staleSince: null })
        if (!mayChange(answer.value.state)) timer.cancel()
      } else if (answer.error.code === 'unavailable' || answer.error.code === 'rate-limited') {
        setSeen((before) => ({ ...before, staleSince: before.staleSince ?? clock.now() }))
      } else setSeen({ ticket: null, missing: true, staleSince: null })
    }
    const timer = clock.every(askEvery, () => void ask())
    void ask()
    return () => {
      over = true
      timer.cancel()
    }
  }, [ticketId, clock])
  return seen
}
