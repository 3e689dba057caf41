import { useState } from 'react'
import { useCentre, useServerNow } from '#client'
import { bookableDays, type Service } from '#domain'
import type { BookingReply } from '#protocol'

/** What has been chosen for a booking, and what it may be chosen from. */
export interface BookingDraft {
  readonly services: readonly Service[]
  readonly serviceId: string | null
  /** A moment of the chosen day, ms since the epoch. */
  readonly day: number | null
  readonly slotAt: number | null
  /** The booking that gets the chosen time, or null: a new one is made. */
  readonly moving: { readonly id: string; readonly code: string; readonly slotAt: number } | null
  readonly now: number
  choose(part: Partial<Pick<BookingDraft, 'serviceId' | 'day' | 'slotAt'>>): void
  move(booking: BookingReply): void
  /** Nothing is chosen any more but service and day. */
  done(): void
}

const nowEvery = 15_000

/** The choices of the booking desk: the first service and its first day until others are taken. */
export function useBookingDraft(): BookingDraft {
  const now = useServerNow(nowEvery)
  const services = useCentre((centre) =>
    [...centre.services.values()].filter(({ enabled, booking }) => enabled && booking !== undefined),
  )
  const [chosen, setChosen] = useState<Pick<BookingDraft, 'serviceId' | 'day' | 'slotAt'>>({
    serviceId: null,
    day: null,
    slotAt: null,
  })
  const [moving, setMoving] = useState<BookingDraft['moving']>(null)
  const serviceId = chosen.serviceId ?? services[0]?.id ?? null
  const firstDay = useCentre((centre) => bookableDays(centre, serviceId ?? '', now, 1)[0] ?? null)
  return {
    services,
    serviceId,
    day: chosen.day ?? firstDay,
    slotAt: chosen.slotAt,
    moving,
    now,
    choose: (part) => setChosen({ ...chosen, ...part }),
    move({ id, code, serviceId, slotAt }) {
      const at = Date.parse(slotAt)
      setChosen({ serviceId, day: at > now ? at : null, slotAt: null })
      setMoving({ id, code, slotAt: at })
    },
    done() {
      setChosen({ ...chosen, slotAt: null })
      setMoving(null)
    },
  }
}
