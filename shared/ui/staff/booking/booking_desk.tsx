import './booking_desk.css'
import { useText } from '../../i18n/dictionary.ts'
import { EmptyState } from '../empty_state.tsx'
import { BookingForm } from './booking_form.tsx'
import { BookingList } from './booking_list.tsx'
import { bookingWords } from './booking_words.ts'
import { DayChoices, ServiceChoices, SlotChoices } from './slot_choices.tsx'
import { useBookingDraft } from './use_booking_draft.ts'

/** Where the guide desk or a manager makes, finds, moves and cancels bookings for visitors. */
export function BookingDesk() {
  const text = useText(bookingWords)
  const draft = useBookingDraft()
  if (draft.services.length === 0) return <EmptyState title={text.noService} pictogram="care" />
  return (
    <div className="booking-desk" data-testid="booking-desk">
      <div className="booking-when">
        {draft.moving !== null && (
          <p className="booking-moving" role="status">
            {text.moving(draft.moving.code)}
          </p>
        )}
        <ServiceChoices draft={draft} />
        <DayChoices draft={draft} />
        <SlotChoices draft={draft} />
      </div>
      <BookingForm draft={draft} />
      <BookingList draft={draft} />
    </div>
  )
}
