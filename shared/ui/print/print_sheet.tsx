import './print_sheet.css'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { useCentre, useServerNow } from '#client'
import { officialName } from '#domain'
import { useText } from '../i18n/dictionary.ts'
import { termText } from '../i18n/term.ts'
import { useLocale } from '../i18n/ui_store.ts'
import { clockText, dateText } from '../i18n/wording.ts'
import { printWords } from './print_words.ts'

/** Stands on every sheet anyhow. */
const hotline = '12348'

/** A document on A4: its title, and what stands on it. */
export interface PrintSheetProps {
  readonly title: string
  readonly note?: string
  readonly children: ReactNode
}

/**
 * Lays a document out beside the page: on the screen it is not there, on paper nothing else is. The centre's name and
 * the time are at the head of every sheet (a table's head is printed again on each), the page's number at its foot.
 */
export function PrintSheet({ title, note, children }: PrintSheetProps) {
  const text = useText(printWords)
  const locale = useLocale()
  const now = useServerNow(60_000)
  const site = useCentre((centre) => centre.site)
  return createPortal(
    <article className="print-sheet">
      <table className="print-frame">
        <thead>
          <tr>
            <td>
              <div className="print-head">
                <b>{site === null ? '' : termText(officialName(site), locale)}</b>
                <span>{text.printedAt(dateText(now, locale), clockText(now))}</span>
              </div>
            </td>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>
              <h1>{title}</h1>
              {note !== undefined && <p className="print-note">{note}</p>}
              {children}
              <footer className="print-foot">
                {[site === null ? '' : termText(site.address, locale), site?.phone, text.hotline]
                  .filter((part) => part !== '' && part !== undefined && part !== hotline)
                  .join(' · ')}
              </footer>
            </td>
          </tr>
        </tbody>
      </table>
    </article>,
    document.body,
  )
}
