import { type CentreState, type OfflineStep, ticketNumbered } from '#domain'
import type { Centre } from '../../../hub/core/centre.ts'
import type { Plant } from './broken.ts'

/** Which steps each plant takes for new ones as often as they come; null: all. */
const again: { readonly [P in Plant]?: OfflineStep['did'] | null } = {
  'steps are merged without their ids': null,
  'a rating counts as often as it comes': 'rate',
  'a reprint counts as often as it comes': 'reprint',
}

/** Makes what a step needs look unused, as a hub would that does not look. */
const forgotten: { readonly [P in Plant]?: (state: CentreState, step: OfflineStep) => void } = {
  'a rating counts as often as it comes'(state, step) {
    const ticket = step.did === 'rate' ? ticketNumbered(state, step.number) : null
    if (ticket === null || ticket.leg.rating !== 'rated') return
    state.closed.set(ticket.id, { ...ticket, leg: { ...ticket.leg, rating: 'open' } })
  },
  'a booking is checked in as often as somebody comes'(state, step) {
    const booking = step.did === 'issue' ? state.bookings.get(step.bookingId ?? '') : undefined
    if (booking !== undefined) state.bookings.set(booking.id, { ...booking, state: 'BOOKED' })
  },
}

/** A centre that takes up steps carelessly, where that is the fault of a schedule. */
export function careless(centre: Centre, plant: Plant | null): Centre {
  const did = plant === null ? undefined : again[plant]
  const forget = plant === null ? undefined : forgotten[plant]
  if (did === undefined && forget === undefined) return centre
  let merges = 0
  return {
    ...centre,
    execute(request) {
      if (request.command.type !== 'merge-offline') return centre.execute(request)
      const { step } = request.command
      forget?.(centre.state(), step)
      if (did === undefined || (did !== null && did !== step.did)) return centre.execute(request)
      merges += 1
      const { replaces: _, ...rest } = request
      return centre.execute({ ...rest, commandId: `${rest.commandId}-${merges}` })
    },
  }
}
