import { type CSSProperties, useEffect, useState } from 'react'
import { usePage } from '#client'
import { termText, useLocale } from '#ui'
import type { Shown } from './player.ts'
import { letterSize, readingSeconds, textPages } from './text_pages.ts'

/** Turns the pages of a text, each standing as long as it takes to read. */
function useTurnedPage(pages: readonly string[], round: number): string {
  const { clock } = usePage()
  const [turn, setTurn] = useState({ round, at: 0 })
  const at = turn.round === round ? turn.at : 0
  const page = pages[at] ?? ''
  useEffect(() => {
    if (at + 1 >= pages.length) return
    const timer = clock.after(readingSeconds(page) * 1_000, () => setTurn({ round, at: at + 1 }))
    return () => timer.cancel()
  }, [clock, at, round, page, pages.length])
  return page
}

/** A text as a calm card: its title, and its words below, a page at a time. */
export function TextCard({ medium, text, round }: Shown) {
  const locale = useLocale()
  const page = useTurnedPage(textPages(text), round)
  return (
    <article className="signage-text" style={{ '--letter': letterSize(page) } as CSSProperties}>
      <h2>{termText(medium.title, locale)}</h2>
      <p key={page}>{page}</p>
    </article>
  )
}
