import { MessageSquareText } from 'lucide-react'
import { useEffect, useState } from 'react'
import { usePage } from '#client'
import type { Ticket } from '#domain'
import { useText } from '#ui'
import { deskWords } from './words.ts'

/** The words a colleague sent along; fetched for the counter that serves, never part of the centre's state. */
export function TransferNote({ ticket }: { readonly ticket: Ticket }) {
  const page = usePage()
  const text = useText(deskWords)
  const [note, setNote] = useState<string | null | 'lost'>(null)
  const { id, noteRef } = ticket
  useEffect(() => {
    if (noteRef === null) return
    let gone = false
    void page.call('getNote', { params: { id } }).then((answer) => {
      if (!gone) setNote(answer.ok ? answer.value.note : 'lost')
    })
    return () => {
      gone = true
    }
  }, [page, id, noteRef])
  if (noteRef === null || note === null) return null
  return (
    <div className="note">
      <MessageSquareText aria-hidden />
      <b>{text.note}</b>
      <p data-testid="note">{note === 'lost' ? text.noteLost : note}</p>
    </div>
  )
}
