import './quiet_screens.css'
import { type FormEvent, useState } from 'react'
import { usePage } from '#client'
import { Pictogram, termText, useLocale } from '#ui'
import { boardWords } from './board_words.ts'
import { Both } from './both.tsx'

/** The place of the newest call while nobody has been called today. */
export function NoCallYet({ open }: { readonly open: number }) {
  const locale = useLocale()
  return (
    <section className="quiet-call">
      <Pictogram name="speech" size="calc(150 * var(--u))" />
      <div>
        <h2>
          <Both words={boardWords.quietTitle} />
        </h2>
        <p>
          <Both words={boardWords.quietBody} />
        </p>
        {open > 0 && (
          <p className="quiet-open">
            <b>{open}</b> {termText(boardWords.openCounters, locale)}
          </p>
        )}
      </div>
    </section>
  )
}

/** Before the first word from the centre. */
export function Connecting() {
  return (
    <main className="quiet-screen">
      <Pictogram name="logo" size="calc(200 * var(--u))" />
      <h1>
        <Both words={boardWords.connecting} />
      </h1>
      <p>
        <Both words={boardWords.connectingBody} />
      </p>
    </main>
  )
}

/** A board in a plain browser asks once for the code that makes it one of the centre's devices. */
export function PairBoard() {
  const page = usePage()
  const locale = useLocale()
  const [code, setCode] = useState('')
  const [failed, setFailed] = useState(false)
  const pair = async (event: FormEvent) => {
    event.preventDefault()
    const paired = await page.pair(code.replaceAll(/\s/g, ''))
    setFailed(!paired.ok)
  }
  return (
    <main className="quiet-screen">
      <Pictogram name="logo" size="calc(160 * var(--u))" />
      <h1>
        <Both words={boardWords.pairTitle} />
      </h1>
      <p>
        <Both words={boardWords.pairBody} />
      </p>
      <form className="pair-form" onSubmit={pair}>
        <input
          aria-label={termText(boardWords.pairTitle, locale)}
          value={code}
          onChange={(event) => setCode(event.target.value)}
          maxLength={12}
          autoComplete="off"
          data-testid="pair-code"
        />
        <button type="submit" data-testid="pair-submit" disabled={code.trim().length < 8}>
          {termText(boardWords.pairButton, locale)}
        </button>
      </form>
      {failed && (
        <p className="pair-failed" role="alert">
          <Both words={boardWords.pairFailed} />
        </p>
      )}
    </main>
  )
}
