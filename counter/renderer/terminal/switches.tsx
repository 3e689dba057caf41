import { Globe, Moon, Sun } from 'lucide-react'
import { useText, useUi } from '#ui'
import { useScheme } from '#ui/staff'
import { deskWords } from './words.ts'

/** The other language, in its own words. */
export function LanguageSwitch() {
  const { locale, setLocale } = useUi()
  const text = useText(deskWords)
  const other = locale === 'en' ? 'zh-CN' : 'en'
  return (
    <button type="button" className="quiet-button" onClick={() => setLocale(other)} data-testid="language">
      <Globe aria-hidden />
      <span lang={other}>{text.language}</span>
    </button>
  )
}

/** Light or dark. */
export function SchemeSwitch() {
  const { scheme, setScheme } = useScheme()
  const text = useText(deskWords)
  const dark = scheme === 'dark'
  return (
    <button
      type="button"
      className="quiet-button"
      onClick={() => setScheme(dark ? 'light' : 'dark')}
      data-testid="scheme"
    >
      {dark ? <Sun aria-hidden /> : <Moon aria-hidden />}
      <span className="switch-word">{dark ? text.light : text.dark}</span>
    </button>
  )
}
