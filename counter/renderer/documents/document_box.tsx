import { ScanText } from 'lucide-react'
import { useState } from 'react'
import type { Ticket } from '#domain'
import { useText } from '#ui'
import { DocumentDialog } from './document_dialog.tsx'
import { documentWords } from './words.ts'

/** The way to capture documents for the number being served, and how many it has. */
export function DocumentBox({ ticket }: { readonly ticket: Ticket }) {
  const text = useText(documentWords)
  const [isOpen, setOpen] = useState(false)
  const { attachments = [] } = ticket
  if (ticket.state !== 'SERVING') return null
  const pages = attachments.reduce((sum, each) => sum + each.pages, 0)
  return (
    <div className="fold">
      <button
        type="button"
        className="fold-button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        data-testid="capture"
      >
        <ScanText aria-hidden />
        {text.open}
        {attachments.length > 0 && <span data-testid="kept">{text.kept(attachments.length, pages)}</span>}
      </button>
      {isOpen && <DocumentDialog ticket={ticket} onClose={() => setOpen(false)} />}
    </div>
  )
}
