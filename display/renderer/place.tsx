import type { Bilingual } from '#domain'
import { termText, useLocale } from '#ui'
import { isNumbered, placeName } from './place_name.ts'

/** A counter's name with its number large; a room's name whole. */
export function Place({ name }: { readonly name: Bilingual }) {
  const locale = useLocale()
  const text = termText(name, locale)
  const parts = placeName(text)
  if (!isNumbered(parts)) return <span className="place place-whole">{text}</span>
  return (
    <span className="place">
      {parts.before !== '' && <span className="place-word">{parts.before} </span>}
      <span className="place-figure">{parts.figure}</span>
      {parts.after !== '' && <span className="place-word">{parts.after}</span>}
    </span>
  )
}
