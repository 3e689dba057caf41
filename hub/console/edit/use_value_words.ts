import { z } from 'zod'
import { useCentre } from '#client'
import { serviceGroupTerms, type Term, useLocale, useTerm, useText } from '#ui'
import { kindTerms, personnelTerms, roleNames } from '../catalogue/catalogue_terms.ts'
import type { ValueWords } from './differences.ts'
import { editWords } from './edit_words.ts'
import { dayName, hoursText } from './hours_text.ts'

const hours = z.object({
  days: z.array(z.number()),
  from: z.string(),
  to: z.string(),
  quota: z.number().nullable(),
})
const makeUpDay = z.object({ date: z.string(), weekday: z.number() })
const booking = z.object({ slotMinutes: z.number(), capacity: z.number() })
const closed: Readonly<Record<string, Term | undefined>> = {
  ...serviceGroupTerms,
  ...kindTerms,
  ...personnelTerms,
  ...roleNames,
}

/** How values of the catalogue are said in the language now chosen. */
export function useValueWords(): ValueWords {
  const text = useText(editWords)
  const locale = useLocale()
  const say = useTerm()
  const services = useCentre((centre) => centre.services)
  const staff = useCentre((centre) => centre.staff)
  return {
    nothing: text.nothing,
    yes: text.yes,
    no: text.no,
    nameOf(value) {
      const named = services.get(value)?.name ?? staff.get(value)?.name ?? closed[value]
      return named === undefined ? value : say(named)
    },
    special(value) {
      const parsed = hours.safeParse(value)
      if (parsed.success) return hoursText(parsed.data, locale)
      const day = makeUpDay.safeParse(value)
      if (day.success) return `${day.data.date} ${dayName(day.data.weekday, locale)}`
      const slots = booking.safeParse(value)
      return slots.success ? `${slots.data.slotMinutes} min × ${slots.data.capacity}` : null
    },
  }
}
