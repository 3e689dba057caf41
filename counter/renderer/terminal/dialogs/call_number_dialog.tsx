import { Input } from 'antd'
import { useState } from 'react'
import { useText } from '#ui'
import { Labelled } from '#ui/staff'
import { callReasons } from '../reasons.ts'
import { useDesk } from '../use_desk.ts'
import { FormDialog } from './form_dialog.tsx'
import { ReasonField } from './reason_field.tsx'
import { formWords } from './words.ts'

/** Calls a given number out of order, with a reason for the log (特呼). */
export function CallNumberDialog() {
  const { callNumber, run } = useDesk()
  const text = useText(formWords)
  const [number, setNumber] = useState(callNumber)
  const [reason, setReason] = useState('')
  const ready = number.trim() !== '' && reason.trim() !== ''
  return (
    <FormDialog
      title={text.callTitle}
      yes={text.callYes}
      ready={ready}
      onYes={() => void run({ type: 'call-number', number: number.trim(), reason: reason.trim() })}
    >
      <Labelled label={text.number}>
        {(id) => (
          <Input
            id={id}
            autoFocus={callNumber === ''}
            size="large"
            className="number-input"
            maxLength={8}
            placeholder="A001"
            value={number}
            onChange={(event) => setNumber(event.target.value.toUpperCase())}
            data-testid="call-number-input"
          />
        )}
      </Labelled>
      <ReasonField usual={callReasons} value={reason} onChange={setReason} />
    </FormDialog>
  )
}
