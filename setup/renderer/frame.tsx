import { Button } from 'antd'
import { Globe } from 'lucide-react'
import type { ReactNode } from 'react'
import { Pictogram, useText, useUi } from '#ui'
import { setupWords } from './setup_words.ts'

/** The page around every step: what is set up, the language, and the way out of a role chosen by mistake. */
export function Frame(props: {
  readonly title: string
  readonly hint?: string
  readonly onOtherRole: (() => void) | null
  readonly children: ReactNode
}) {
  const text = useText(setupWords)
  const { locale, setLocale } = useUi()
  const other = locale === 'en' ? 'zh-CN' : 'en'
  const { title, hint, onOtherRole, children } = props
  return (
    <main className="setup">
      <header className="setup-head">
        <Pictogram name="logo" size="44px" />
        <div>
          <h1>{title}</h1>
          {hint !== undefined && <p>{hint}</p>}
        </div>
        <Button icon={<Globe size={16} aria-hidden />} onClick={() => setLocale(other)}>
          <span lang={other}>{text.language}</span>
        </Button>
      </header>
      <div className="setup-card">{children}</div>
      <footer className="setup-foot">
        {onOtherRole !== null && (
          <Button type="link" onClick={onOtherRole}>
            {text.otherRole}
          </Button>
        )}
      </footer>
    </main>
  )
}
