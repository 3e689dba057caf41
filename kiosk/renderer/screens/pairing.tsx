import { useState } from 'react'
import { Form, Input, Label, TextField } from 'react-aria-components'
import { usePage } from '#client'
import { BigButton, Notice, useText } from '#ui'
import { KioskFrame } from '../parts/kiosk_frame.tsx'
import { troubleWords } from '../trouble_words.ts'

/** For the technician who sets this machine up: trades a pairing code for its identity. */
export function PairingScreen() {
  const trouble = useText(troubleWords)
  const page = usePage()
  const [code, setCode] = useState('')
  const [failed, setFailed] = useState(false)
  const pair = async () => setFailed(!(await page.pair(code.trim())).ok)
  return (
    <KioskFrame screen="pairing" question={trouble.pairing} note={trouble.pairingNote} hint={null}>
      <Form
        className="kiosk-form"
        onSubmit={(event) => {
          event.preventDefault()
          void pair()
        }}
      >
        <TextField value={code} onChange={setCode} autoFocus>
          <Label>{trouble.pairingCode}</Label>
          <Input data-testid="pairing-code" autoComplete="off" />
        </TextField>
        <BigButton kind="main" wide disabled={code.trim() === ''} onPress={() => void pair()}>
          {trouble.pair}
        </BigButton>
      </Form>
      {failed && <Notice tone="trouble" title={trouble.pairingFailed} />}
    </KioskFrame>
  )
}
