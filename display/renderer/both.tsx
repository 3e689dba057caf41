import { type Term, termText, useLocale } from '#ui'

/** Words in both languages: the chosen one as they are, the other one smaller beside or below them. */
export function Both({ words, className = '' }: { readonly words: Term; readonly className?: string }) {
  const locale = useLocale()
  const other = locale === 'en' ? 'zh-CN' : 'en'
  return (
    <span className={`both ${className}`}>
      <span className="both-first" lang={locale}>
        {termText(words, locale)}
      </span>
      <span className="both-second" lang={other}>
        {termText(words, other)}
      </span>
    </span>
  )
}
