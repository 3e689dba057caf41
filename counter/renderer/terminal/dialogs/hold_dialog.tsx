import { useState } from 'react'
import { useText } from '#ui'
import { holdReasons } from '../reasons.ts'
import { useDesk } from '../use_desk.ts'
import { ChoiceRow } from './choice_row.tsx'
import { FormDialog } from './form_dialog.tsx'
import { ReasonField } from './reason_field.tsx'
import { formWords } from './words.ts'

const minutesOffered = ['10', '15', '30', '60'] as const
type Until = 'hand' | 'document' | (typeof minutesOffered)[number]

/** What brings a number back: a hand, its papers, or a time. */
function backAt(until: Until, now: number) {
  if (until === 'hand') return {}
  if (until === 'document') return { awaits: 'document' } as const
  return { until: new Date(now + Number(until) * 60_000).toISOString() }
}

/** Sets the current number aside: for whom, until when, why. */
export function HoldDialog() {
  const { view, desk, run } = useDesk()
  const text = useText(formWords)
  const [scope, setScope] = useState<'me' | 'counter' | 'any'>('me')
  const [until, setUntil] = useState<Until>('hand')
  const [reason, setReason] = useState('')
  const hold = () => {
    void run({ type: 'hold', scope, reason: reason.trim(), ...backAt(until, desk.now) })
  }
  return (
    <FormDialog title={text.holdTitle(view.current?.number ?? '')} yes={text.holdYes} ready onYes={hold}>
      <ChoiceRow
        legend={text.until}
        value={until}
        options={[
          ['hand', text.untilHand],
          ['document', text.untilDocument],
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
