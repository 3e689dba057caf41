import './entry.css'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useCentre, usePage } from '#client'
import { officialName } from '#domain'
import type { Problem } from '#protocol'
import { Pictogram, useLocale, useTerm, useText } from '#ui'
import { consoleWords } from '../console_words.ts'
import { LanguageSwitch, SchemeSwitch } from '../frame/switches.tsx'
import { Labelled } from '../labelled.tsx'
import { problemText } from '../refusal_words.ts'

/** Log-in of a manager or administrator; `onDone` once the session stands. */
export function LoginForm({ onDone }: { readonly onDone: () => void }) {
  const page = usePage()
  const text = useText(consoleWords)
  const locale = useLocale()
  const say = useTerm()
  const site = useCentre((centre) => centre.site)
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<Problem | 'empty' | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isBusy) return
    if (username.trim() === '' || password === '') return setFault('empty')
    setBusy(true)
    const session = await page.login(username.trim().toLowerCase(), password)
    setBusy(false)
    if (session.ok) return onDone()
    setPassword('')
    setFault(session.error)
  }
  const said = fault === null || fault === 'empty' ? null : problemText(fault, locale)
  return (
    <main className="entry">
      <form className="entry-card" onSubmit={submit}>
        <header className="entry-head">
          <Pictogram name="logo" size="44px" />
          <div>
            <h1>{text.title}</h1>
            <p>{site === null ? text.service : say(officialName(site))}</p>
          </div>
        </header>
        {fault !== null && (
          <Alert
            type="error"
            showIcon
            data-testid="login-error"
            title={said?.title ?? text.empty}
            description={said?.detail}
          />
        )}
        <Labelled label={text.username}>
          {(id) => (
            <Input
              id={id}
              size="large"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              value={username}
              onChange={(event) => setUsername(event.target.value)}
              data-testid="login-username"
            />
          )}
        </Labelled>
        <Labelled label={text.password}>
          {(id) => (
            <Input.Password
              id={id}
              size="large"
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
              data-testid="login-password"
            />
          )}
        </Labelled>
        <Button
          type="primary"
          size="large"
          htmlType="submit"
          loading={isBusy}
          block
          data-testid="login-submit"
        >
          {text.login}
        </Button>
        <p className="entry-hint">{text.hint}</p>
      </form>
      <footer className="entry-foot">
        <LanguageSwitch />
        <SchemeSwitch />
      </footer>
    </main>
  )
}
