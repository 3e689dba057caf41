import { Button } from 'antd'
import { ChevronLeft, ChevronRight, Trash2 } from 'lucide-react'
import { useMemo } from 'react'
import { useText } from '#ui'
import { type DocumentPage, moved, rendered } from './page.ts'
import { PictureView } from './picture_view.tsx'
import { documentWords } from './words.ts'

const thumbEdge = 120

function Thumb({ page, label }: { readonly page: DocumentPage; readonly label: string }) {
  const picture = useMemo(() => rendered(page, thumbEdge), [page])
  return picture === null ? null : <PictureView picture={picture} label={label} />
}

/** The pages of the document in order. */
export function PageStrip(props: {
  readonly pages: readonly DocumentPage[]
  readonly chosen: string | null
  readonly onChoose: (id: string) => void
  readonly onChange: (pages: readonly DocumentPage[]) => void
}) {
  const { pages, chosen, onChoose, onChange } = props
  const text = useText(documentWords)
  return (
    <section className="documents-strip" aria-label={text.pages}>
      {pages.length === 0 && <p>{text.noPage}</p>}
      {pages.map((page, at) => (
        <div key={page.id} className="documents-thumb" data-chosen={page.id === chosen || undefined}>
          <button type="button" onClick={() => onChoose(page.id)} data-testid={`page-${at + 1}`}>
            <Thumb page={page} label={text.page(at + 1)} />
            <b>{at + 1}</b>
          </button>
          <div>
            {(
              [
                [text.earlier, ChevronLeft, -1, at === 0],
                [text.later, ChevronRight, 1, at === pages.length - 1],
              ] as const
            ).map(([label, Icon, by, rests]) => (
              <Button
                key={by}
                type="text"
                aria-label={`${text.page(at + 1)} ${label}`}
                disabled={rests}
                icon={<Icon size={18} aria-hidden />}
                onClick={() => onChange(moved(pages, at, by))}
              />
            ))}
            <Button
              type="text"
              aria-label={`${text.page(at + 1)} ${text.remove}`}
              icon={<Trash2 size={16} aria-hidden />}
              onClick={() => onChange(pages.filter(({ id }) => id !== page.id))}
            />
          </div>
        </div>
      ))}
    </section>
  )
}
