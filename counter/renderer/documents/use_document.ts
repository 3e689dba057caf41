import { useRef, useState } from 'react'
import { newCommandId, refusalOf, usePage } from '#client'
import type { Refusal } from '#domain'
import { base64, makeDocument } from './make_document.ts'
import type { DocumentPage } from './page.ts'

/** Why a document was not saved: refused by the hub, or too much for one. */
export type SaveFault = Refusal | 'too-large'

/** Makes a document of pages and hands it to the hub. */
export interface DocumentSaver {
  readonly isBusy: boolean
  readonly fault: SaveFault | null
  /** True when it is kept. Asked again without a change, it is the same document, kept once. */
  save(pages: readonly DocumentPage[], words: string): Promise<boolean>
}

/** The saver of a ticket's documents. */
export function useDocument(ticketId: string): DocumentSaver {
  const page = usePage()
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<SaveFault | null>(null)
  const made = useRef<{ of: readonly DocumentPage[]; words: string; pdf: string; commandId: string } | null>(
    null,
  )

  const make = async (pages: readonly DocumentPage[], words: string) => {
    if (made.current?.of === pages && made.current.words === words) return made.current
    // A browser without the memory for so many pictures refuses a canvas: the pages are kept, some are to be deleted.
    const pdf = await makeDocument(pages, words).catch(() => null)
    made.current =
      pdf === null ? null : { of: pages, words, pdf: base64(pdf), commandId: newCommandId(page.clock) }
    return made.current
  }
  return {
    isBusy,
    fault,
    async save(pages, words) {
      setBusy(true)
      setFault(null)
      const document = await make(pages, words)
      const answer =
        document === null
          ? null
          : await page.call('attachDocument', {
              params: { id: ticketId },
              body: { pdf: document.pdf, pages: pages.length, commandId: document.commandId },
            })
      setBusy(false)
      if (answer?.ok === true) return true
      setFault(answer === null ? 'too-large' : refusalOf(answer.error))
      return false
    },
  }
}
