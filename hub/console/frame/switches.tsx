import { Globe, Moon, Sun } from 'lucide-react'
import { useText, useUi } from '#ui'
import { useScheme } from '#ui/staff'
import { consoleWords } from '../console_words.ts'

/** The other language, in its own words. */
export function LanguageSwitch() {
  const { locale, setLocale } = useUi()
  const text = useText(consoleWords)
  const other = locale === 'en' ? 'zh-CN' : 'en'
  return (
    <button type="button" className="bar-button" onClick={() => setLocale(other)} data-testid="language">
      <Globe aria-hidden />
      <span lang={other}>{text.language}</span>
    </button>
  )
}

/** Light or dark. */
export function SchemeSwitch() {
  const { scheme, setScheme } = useScheme()
  const text = useText(consoleWords)
  const isDark = scheme === 'dark'
  return (
    <button
      type="button"
      className="bar-button"
      onClick={() => setScheme(isDark ? 'light' : 'dark')}
      data-testid="scheme"
    >
      {isDark ? <Sun aria-hidden /> : <Moon aria-hidden />}
      {isDark ? text.light : text.dark}
    </button>
  )
}
