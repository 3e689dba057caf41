import { Globe } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useText, useUi } from '#ui'
import { padWords } from './words.ts'

/** The other language, in its own words. */
export function LanguageButton() {
  const { locale, setLocale } = useUi()
  const text = useText(padWords)
  const other = locale === 'en' ? 'zh-CN' : 'en'
  return (
    <Button data-testid="language" className="pad-language" onPress={() => setLocale(other)}>
      <Globe aria-hidden />
      <span lang={other}>{text.language}</span>
    </Button>
  )
}
