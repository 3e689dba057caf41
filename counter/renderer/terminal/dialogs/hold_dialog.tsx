import { useState } from 'react'
import { useText } from '#ui'
import { holdReasons } from '../reasons.ts'
import { useDesk } from '../use_desk.ts'
import { ChoiceRow } from './choice_row.tsx'
import { FormDialog } from './form_dialog.tsx'
import { ReasonField } from './reason_field.tsx'
import { formWords } from './words.ts'

const minutesOffered = ['10', '15', '30', '60'] as const
type Until = 'hand' | (typeof minutesOffered)[number]

/** Sets the current number aside: for whom, until when, why. */
export function HoldDialog() {
  const { view, desk, run } = useDesk()
  const text = useText(formWords)
  const [scope, setScope] = useState<'me' | 'counter' | 'any'>('me')
  const [until, setUntil] = useState<Until>('hand')
  const [reason, setReason] = useState('')
  const hold = () => {
    const back = until === 'hand' ? {} : { until: new Date(desk.now + Number(until) * 60_000).toISOString() }
    void run({ type: 'hold', scope, reason: reason.trim(), ...back })
  }
  return (
    <FormDialog title={text.holdTitle(view.current?.number ?? '')} yes={text.holdYes} ready onYes={hold}>
      <ChoiceRow
        legend={text.until}
        value={until}
        options={[
          ['hand', text.untilHand],
          ...minutesOffered.map((minutes) => [minutes, text.untilMinutes(Number(minutes))] as const),
        ]}
        onChange={setUntil}
      />
      <ChoiceRow
        legend={text.scope}
        value={scope}
        options={[
          ['me', text.scopeMe],
          ['counter', text.scopeCounter],
          ['any', text.scopeAny],
        ]}
        onChange={setScope}
      />
      <ReasonField usual={holdReasons} value={reason} onChange={setReason} />
    </FormDialog>
  )
}
