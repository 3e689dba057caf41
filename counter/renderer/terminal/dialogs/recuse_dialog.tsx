import { useState } from 'react'
import { useText } from '#ui'
import { recuseReasons } from '../reasons.ts'
import { useDesk } from '../use_desk.ts'
import { FormDialog } from './form_dialog.tsx'
import { ReasonField } from './reason_field.tsx'
import { formWords } from './words.ts'

/** Declares a conflict of interest for the current number (回避). */
export function RecuseDialog() {
  const { view, run } = useDesk()
  const text = useText(formWords)
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      title={text.recuseTitle(view.current?.number ?? '')}
      yes={text.recuseYes}
      ready={reason.trim() !== ''}
      onYes={() => void run({ type: 'recuse', reason: reason.trim() })}
    >
      <p className="form-note">{text.recuseNote}</p>
      <ReasonField usual={recuseReasons} value={reason} onChange={setReason} />
    </FormDialog>
  )
}
