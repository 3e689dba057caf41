import { CircleAlert, CircleCheck } from 'lucide-react'
import { useCallback } from 'react'
import { useCentre, useServerNow } from '#client'
import { localMoment } from '#domain'
import { BigButton, DigitField, idNumberRules, Keypad, useText } from '#ui'
import { checkIdNumber, type IdNumberCheck } from '../id_number.ts'
import { useDispatch, useFlow } from '../kiosk_flow.ts'
import { KioskFrame } from '../parts/kiosk_frame.tsx'
import { Slot } from '../parts/slot.tsx'
import { words } from '../words.ts'

const groups = [6, 8, 4] as const

function useSentence(check: IdNumberCheck, isEmpty: boolean): string {
  const text = useText(words)
  if (isEmpty) return text.typeStart
  switch (check.state) {
    case 'short':
      return text.typeMissing(check.missing)
    case 'wrong-date':
      return text.typeWrongDate
    case 'wrong-check':
      return text.typeWrongCheck
    case 'good':
      return text.typeGood
  }
}

/** The ID number on the number pad, checked while it is typed (GB 11643); it is hidden once it is confirmed. */
export function TypeScreen() {
  const text = useText(words)
  const value = useFlow(({ visit }) => visit.typed)
  const now = useServerNow(60_000)
  const today = useCentre(({ policy }) => localMoment(now, policy.zoneMinutes).date)
  const dispatch = useDispatch()
  const check = checkIdNumber(value, today)
  const sentence = useSentence(check, value === '')
  const wrong = check.state === 'wrong-date' || check.state === 'wrong-check'
  const change = useCallback((next: string) => dispatch({ type: 'typed', value: next }), [dispatch])
  return (
    <KioskFrame screen="type" question={text.typeQuestion} note={text.privacyShort} hint="kiosk-type">
      <DigitField value={value} length={idNumberRules.length} groups={groups} hint={text.typeHint} />
      <p className="kiosk-check" data-state={check.state} role="status">
        {wrong && <CircleAlert aria-hidden />}
        {check.state === 'good' && <CircleCheck aria-hidden />}
        {sentence}
      </p>
      <div className="kiosk-keypad">
        <Keypad value={value} rules={idNumberRules} onChange={change} />
      </div>
      <div className="kiosk-next">
        <Slot name="type-next">
          <BigButton
            kind="main"
            wide
            disabled={check.state !== 'good'}
            onPress={() => dispatch({ type: 'typed-all' })}
          >
            {text.next}
          </BigButton>
        </Slot>
      </div>
    </KioskFrame>
  )
}
