import './login_form.css'
import { Alert, Button, Input, type InputRef } from 'antd'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { refusalOf, useCentre, usePage } from '#client'
import { officialName, type Refusal } from '#domain'
import { dictionary, useText } from '../i18n/dictionary.ts'
import { sayRefusal } from '../i18n/refusal_words.ts'
import { useTerm } from '../i18n/terms.ts'
import { useLocale } from '../i18n/ui_store.ts'
import { Pictogram } from '../icons/pictogram.tsx'
import { Labelled } from './labelled.tsx'
import { LanguageSwitch, SchemeSwitch } from './staff_switches.tsx'

const words = dictionary({
  'zh-CN': {
    service: '公共法律服务',
    username: '用户名',
    password: '密码',
    login: '登录',
    empty: '请填写用户名和密码。',
    hint: '忘记密码请找中心管理员重设。',
  },
  en: {
    service: 'Public legal services',
    username: 'User name',
    password: 'Password',
    login: 'Sign in',
    empty: 'Fill in user name and password.',
    hint: 'Forgotten the password? The centre’s administrator can reset it.',
  },
})

/** What a staff page's log-in says. */
export interface LoginFormProps {
  readonly title: string
  /** Once the session stands. */
  readonly onDone: () => void
}

/** What is typed into a log-in, and what came of it. */
function useLogin(onDone: () => void) {
  const page = usePage()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<Refusal | 'empty' | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isBusy) return
    if (username.trim() === '' || password === '') return setFault('empty')
    setBusy(true)
    const session = await page.login(username.trim().toLowerCase(), password)
    setBusy(false)
    if (session.ok) return onDone()
    setPassword('')
    setFault(refusalOf(session.error))
  }
  return { username, setUsername, password, setPassword, isBusy, fault, submit }
}

/** Log-in of a member of staff by user name and password. */
export function LoginForm({ title, onDone }: LoginFormProps) {
  const text = useText(words)
  const locale = useLocale()
  const say = useTerm()
  const site = useCentre((centre) => centre.site)
  const first = useRef<InputRef>(null)
  const { username, setUsername, password, setPassword, isBusy, fault, submit } = useLogin(onDone)
  useEffect(() => first.current?.focus(), [])
  const said = fault === null || fault === 'empty' ? null : sayRefusal(fault, locale)
  return (
    <main className="entry">
      <form className="entry-card" onSubmit={submit}>
        <header className="entry-head">
          <Pictogram name="logo" size="44px" />
          <div>
            <h1>{title}</h1>
            <p>{site === null ? text.service : say(officialName(site))}</p>
          </div>
        </header>
        {fault !== null && (
          <Alert
            type="error"
            showIcon
            role="alert"
            data-testid="login-error"
            title={said?.title ?? text.empty}
            description={said?.detail}
          />
        )}
        <Labelled label={text.username}>
          {(id) => (
            <Input
              id={id}
              ref={first}
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
