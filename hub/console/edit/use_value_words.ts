import { z } from 'zod'
import { useCentre } from '#client'
import { priorityTerms, serviceGroupTerms, type Term, term, useLocale, useTerm, useText } from '#ui'
import { kindTerms, personnelTerms, roleNames } from '../catalogue/catalogue_terms.ts'
import { catalogueWords } from '../catalogue/catalogue_words.ts'
import { mediumPriorityTerms, signagePlaceTerms } from '../media/media_terms.ts'
import type { ValueWords } from './differences.ts'
import { editWords } from './edit_words.ts'
import { dayName, hoursText } from './hours_text.ts'

const hours = z.object({
  days: z.array(z.number()),
  from: z.string(),
  to: z.string(),
  quota: z.number().nullable(),
})
const daySpan = z.strictObject({ from: z.string(), to: z.string(), volume: z.string().optional() })
const makeUpDay = z.object({ date: z.string(), weekday: z.number() })
const booking = z.object({ slotMinutes: z.number(), capacity: z.number(), online: z.number().optional() })
const pointsOf = z.object({ base: z.number(), rate: z.number() })
const classPoints = z.partialRecord(
  z.enum(['military', 'elderly', 'disabled', 'pregnant', 'illness', 'fire', 'returned', 'normal']),
  pointsOf,
)
const condition = z.object({ serviceId: z.string(), overMinutes: z.number(), callServiceId: z.string() })
const priorityNames: Readonly<Record<string, Term | undefined>> = priorityTerms
const closed: Readonly<Record<string, Term | undefined>> = {
  ...serviceGroupTerms,
  ...kindTerms,
  ...personnelTerms,
  ...roleNames,
  ...mediumPriorityTerms,
  ...signagePlaceTerms,
  en: term('英语', 'English'),
  wuu: term('沪语', 'Shanghainese'),
}

/** How values of the catalogue are said in the language now chosen. */
export function useValueWords(): ValueWords {
  const text = useText(editWords)
  const locale = useLocale()
  const say = useTerm()
  const services = useCentre((centre) => centre.services)
  const staff = useCentre((centre) => centre.staff)
  const catalogue = useText(catalogueWords)
  const nameOf = (value: string) => {
    const named = services.get(value)?.name ?? staff.get(value)?.name ?? closed[value]
    return named === undefined ? value : say(named)
  }
  return {
    nothing: text.nothing,
    yes: text.yes,
    no: text.no,
    nameOf,
    special(value) {
      const parsed = hours.safeParse(value)
      if (parsed.success) return hoursText(parsed.data, locale)
      const day = makeUpDay.safeParse(value)
      if (day.success) return `${day.data.date} ${dayName(day.data.weekday, locale)}`
      const span = daySpan.safeParse(value)
      if (span.success) return `${span.data.from}–${span.data.to} ${span.data.volume ?? ''}`.trim()
      const slots = booking.safeParse(value)
      if (slots.success) {
        const { slotMinutes, capacity, online = 0 } = slots.data
        return `${slotMinutes} ${catalogue.minutes} × ${capacity}${online === 0 ? '' : ` · ${catalogue.online} ${online}`}`
      }
      const classes = classPoints.safeParse(value)
      if (classes.success)
        return Object.entries(classes.data)
          .map(
            ([name, { base, rate }]) =>
              `${say(priorityNames[name] ?? { zh: name, en: name })} ${base} + ${rate}`,
          )
          .join('\n')
      const asked = condition.safeParse(value)
      if (!asked.success) return null
      const { serviceId, overMinutes, callServiceId } = asked.data
      return catalogue.conditionText(nameOf(serviceId), overMinutes, nameOf(callServiceId))
    },
  }
}
