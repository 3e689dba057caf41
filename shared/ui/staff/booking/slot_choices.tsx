import { useCentre } from '#client'
import { type BookingSlot, bookableDays, bookingSlots, localMoment } from '#domain'
import { useText } from '../../i18n/dictionary.ts'
import { useTerm } from '../../i18n/terms.ts'
import { useLocale } from '../../i18n/ui_store.ts'
import { clockText, monthDayText, shortWeekdayText } from '../../i18n/wording.ts'
import { bookingWords } from './booking_words.ts'
import { ChoiceRow } from './choice_row.tsx'
import type { BookingDraft } from './use_booking_draft.ts'

const daysShown = 7

/** The services that can be booked. */
export function ServiceChoices({ draft }: { readonly draft: BookingDraft }) {
  const text = useText(bookingWords)
  const say = useTerm()
  const { serviceId, moving, choose } = draft
  return (
    <ChoiceRow label={text.service} look="services">
      {draft.services.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === serviceId}
          disabled={moving !== null && id !== serviceId}
          onClick={() => choose({ serviceId: id, day: null, slotAt: null })}
          data-testid={`book-service-${id}`}
        >
          {say(name)}
        </button>
      ))}
    </ChoiceRow>
  )
}

/** The next days with times to book. */
export function DayChoices({ draft }: { readonly draft: BookingDraft }) {
  const text = useText(bookingWords)
  const locale = useLocale()
  const { serviceId, day, now, choose } = draft
  const zoneMinutes = useCentre((centre) => centre.policy.zoneMinutes)
  const days = useCentre((centre) => bookableDays(centre, serviceId ?? '', now, daysShown))
  const dateOf = (at: number) => localMoment(at, zoneMinutes).date
  const nameOf = (at: number) => {
    if (dateOf(at) === dateOf(now)) return text.today
    return dateOf(at) === dateOf(now + 86_400_000) ? text.tomorrow : shortWeekdayText(at, locale)
  }
  return (
    <ChoiceRow label={text.day} look="days">
      {days.map((at) => (
        <button
          key={dateOf(at)}
          type="button"
          aria-pressed={day !== null && dateOf(day) === dateOf(at)}
          onClick={() => choose({ day: at, slotAt: null })}
          data-testid={`book-day-${dateOf(at)}`}
        >
          <b>{nameOf(at)}</b>
          <span>{monthDayText(at, locale)}</span>
        </button>
      ))}
    </ChoiceRow>
  )
}

function Slot({ slot, draft }: { readonly slot: BookingSlot; readonly draft: BookingDraft }) {
  const text = useText(bookingWords)
  const { places, taken, online, onlineTaken, slotAt } = slot
  const isMine = draft.moving?.slotAt === slotAt
  const left = slot.state === 'free' ? text.left(places - taken) : text[slot.state]
  return (
    <button
      type="button"
      aria-pressed={draft.slotAt === slotAt}
      disabled={slot.state !== 'free' || isMine}
      title={text.places(taken, places)}
      data-state={slot.state}
      onClick={() => draft.choose({ slotAt })}
      data-testid={`book-slot-${clockText(slotAt)}`}
    >
      <b>{clockText(slotAt)}</b>
      <span>{left}</span>
      <progress max={Math.max(1, places)} value={taken} aria-hidden />
      {online > 0 && <small>{text.online(onlineTaken, online)}</small>}
    </button>
  )
}

/** The times of the day with the places left, here and online. */
export function SlotChoices({ draft }: { readonly draft: BookingDraft }) {
  const text = useText(bookingWords)
  const { serviceId, day, now } = draft
  const slots = useCentre((centre) => (day === null ? [] : bookingSlots(centre, serviceId ?? '', day, now)))
  const shown = slots.filter(({ state, taken }) => state !== 'over' || taken > 0)
  return (
    <ChoiceRow label={text.slot} look="slots">
      {shown.length === 0 && <p className="booking-note">{text.noSlots}</p>}
      {shown.map((slot) => (
        <Slot key={slot.slotAt} slot={slot} draft={draft} />
      ))}
    </ChoiceRow>
  )
}
