import './pad_pairing.css'
import { type FormEvent, useState } from 'react'
import { Input, Label, TextField } from 'react-aria-components'
import { refusalOf, usePage } from '#client'
import type { Refusal } from '#domain'
import { BigButton, Notice, sayRefusal, useLocale, useText } from '#ui'
import { DemoCounters } from './demo_counters.tsx'
import { LanguageButton } from './language_button.tsx'
import { padWords } from './words.ts'

/** Enrols the pad once, with a code from the console. */
export function PairingScreen() {
  const page = usePage()
  const text = useText(padWords)
  const locale = useLocale()
  const [code, setCode] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const pair = async () => {
    const paired = await page.pair(code.trim())
    setRefusal(paired.ok ? null : refusalOf(paired.error))
  }
  const said = refusal === null ? null : sayRefusal(refusal, locale)
  return (
    <main className="pad-pairing">
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void pair()
        }}
      >
        <h1>{text.pairTitle}</h1>
        <p>{text.pairNote}</p>
        <TextField className="pad-field" value={code} onChange={setCode} autoFocus>
          <Label>{text.pairCode}</Label>
          <Input maxLength={12} autoComplete="off" spellCheck="false" data-testid="pair-code" />
        </TextField>
        {said !== null && (
          <Notice tone="trouble" title={said.title}>
            {said.detail}
          </Notice>
        )}
        <BigButton kind="main" wide disabled={code.trim().length < 8} onPress={() => void pair()}>
          {text.pair}
        </BigButton>
      </form>
      <DemoCounters />
      <LanguageButton />
    </main>
  )
}
