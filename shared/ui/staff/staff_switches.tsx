import './staff_switches.css'
import { Globe, Moon, Sun } from 'lucide-react'
import { dictionary, useText } from '../i18n/dictionary.ts'
import { useUi } from '../i18n/ui_store.ts'
import { useScheme } from './scheme_store.ts'

const words = dictionary({
  'zh-CN': { language: 'English', light: '浅色', dark: '深色' },
  en: { language: '中文', light: 'Light', dark: 'Dark' },
})

/** The other language, in its own words. */
export function LanguageSwitch() {
  const { locale, setLocale } = useUi()
  const text = useText(words)
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
  const text = useText(words)
  const isDark = scheme === 'dark'
  return (
    <button
      type="button"
      className="quiet-button"
      onClick={() => setScheme(isDark ? 'light' : 'dark')}
      data-testid="scheme"
    >
      {isDark ? <Sun aria-hidden /> : <Moon aria-hidden />}
      <span className="switch-word">{isDark ? text.light : text.dark}</span>
    </button>
  )
}
