import { type CentreState, type OfflineStep, ticketNumbered } from '#domain'
import type { Centre } from '../../../hub/core/centre.ts'
import type { Plant } from './broken.ts'

type Request = Parameters<Centre['execute']>[0]

/** Steps that a plant takes up a second time at once. */
const twice: { readonly [P in Plant]?: OfflineStep['did'] } = {
  'a rating is counted twice': 'rate',
  'a reprint is counted twice': 'reprint',
}

/** Makes what a step needs look unused, as a hub would that does not look. */
const forgotten: { readonly [P in Plant]?: (state: CentreState, step: OfflineStep) => void } = {
  'a rating is counted twice'(state, step) {
    const ticket = step.did === 'rate' ? ticketNumbered(state, step.number) : null
    if (ticket?.leg.rating === 'rated')
      state.closed.set(ticket.id, { ...ticket, leg: { ...ticket.leg, rating: 'open' } })
  },
  'a booking is checked in as often as somebody comes'(state, step) {
    const booking = step.did === 'issue' ? state.bookings.get(step.bookingId ?? '') : undefined
    if (booking !== undefined) state.bookings.set(booking.id, { ...booking, state: 'BOOKED' })
  },
}

/** A centre that takes up steps carelessly, where that is the fault of a schedule. */
export function careless(centre: Centre, plant: Plant | null): Centre {
  if (plant === null) return centre
  let merges = 0
  const anew = ({ replaces: _, ...rest }: Request): Request => {
    merges += 1
    return { ...rest, commandId: `${rest.commandId}-${merges}` }
  }
  return {
    ...centre,
    async execute(request) {
      const { command } = request
      if (command.type !== 'merge-offline') return centre.execute(request)
      forgotten[plant]?.(centre.state(), command.step)
      if (plant === 'steps are merged without their ids') return centre.execute(anew(request))
      const answer = await centre.execute(request)
      if (twice[plant] !== command.step.did) return answer
      forgotten[plant]?.(centre.state(), command.step)
      return centre.execute(anew(request))
    },
  }
}
