import { CalendarCheck, CircleAlert, CircleCheck } from 'lucide-react'
import { useCallback } from 'react'
import { BigButton, DigitField, Keypad, useText } from '#ui'
import { bookingDigits } from '../flow_codes.ts'
import { useDispatch } from '../kiosk_flow.ts'
import { KioskFrame } from '../parts/kiosk_frame.tsx'
import { Slot } from '../parts/slot.tsx'
import { words } from '../words.ts'

const rules = { length: bookingDigits, lastX: false } as const
const groups = [4, 4] as const

function useSentence(missing: number, isUnknown: boolean): string {
  const text = useText(words)
  if (isUnknown) return text.bookingUnknown
  if (missing === bookingDigits) return text.bookingStart
  return missing === 0 ? text.bookingGood : text.typeMissing(missing)
}

/** Whoever has booked and has no code to scan types it: eight figures (S14). */
export function BookingScreen({ typed, isUnknown }: { readonly typed: string; readonly isUnknown: boolean }) {
  const text = useText(words)
  const dispatch = useDispatch()
  const missing = bookingDigits - typed.length
  const sentence = useSentence(missing, isUnknown)
  const state = isUnknown ? 'wrong-code' : missing === 0 ? 'good' : 'short'
  const change = useCallback((value: string) => dispatch({ type: 'booking-typed', value }), [dispatch])
  return (
    <KioskFrame screen="booking" question={text.bookingQuestion} note={text.bookingNote} hint="kiosk-booking">
      <DigitField value={typed} length={bookingDigits} groups={groups} hint={text.bookingHint} />
      <p className="kiosk-check" data-state={state} role="status">
        {isUnknown && <CircleAlert aria-hidden />}
        {state === 'good' && <CircleCheck aria-hidden />}
        {sentence}
      </p>
      <div className="kiosk-keypad">
        <Keypad value={typed} rules={rules} onChange={change} />
      </div>
      <div className="kiosk-next">
        <Slot name="booking-next">
          <BigButton
            kind="main"
            wide
            disabled={state !== 'good'}
            icon={<CalendarCheck aria-hidden />}
            onPress={() => dispatch({ type: 'booking-typed-all' })}
          >
            {text.bookedCheckIn}
          </BigButton>
        </Slot>
      </div>
    </KioskFrame>
  )
}
