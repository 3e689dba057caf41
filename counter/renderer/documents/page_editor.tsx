import { Button, Segmented, Slider } from 'antd'
import { Check, RotateCw, ScanLine, Square } from 'lucide-react'
import { useDeferredValue, useMemo } from 'react'
import { useText } from '#ui'
import { CornerEditor } from './corner_editor.tsx'
import { findSheet } from './imaging/find_sheet.ts'
import { cornersOf } from './imaging/homography.ts'
import type { ToneMode } from './imaging/tone.ts'
import { type DocumentPage, rendered } from './page.ts'
import { PictureView } from './picture_view.tsx'
import { documentWords } from './words.ts'

const previewEdge = 460

function Result({ page }: { readonly page: DocumentPage }) {
  const text = useText(documentWords)
  const shown = useDeferredValue(page)
  const picture = useMemo(() => rendered(shown, previewEdge), [shown])
  return (
    <figure className="documents-result" data-testid="result">
      {picture !== null && <PictureView picture={picture} label={text.result} />}
      <figcaption>{text.result}</figcaption>
    </figure>
  )
}

interface ToolProps {
  readonly page: DocumentPage
  readonly onSet: (part: Partial<DocumentPage>) => void
}

/** Where the paper is in the photo, and which way up. */
function SheetTools({ page, onSet }: ToolProps) {
  const text = useText(documentWords)
  const find = () => {
    const corners = findSheet(page.photo)
    onSet(corners === null ? { isFound: false } : { corners, isFound: true })
  }
  return (
    <div className="documents-row">
      <Button icon={<ScanLine size={18} aria-hidden />} onClick={find}>
        {text.find}
      </Button>
      <Button
        icon={<Square size={18} aria-hidden />}
        onClick={() => onSet({ corners: cornersOf(page.photo), isFound: true })}
      >
        {text.whole}
      </Button>
      <Button
        icon={<RotateCw size={18} aria-hidden />}
        onClick={() => onSet({ quarters: (page.quarters + 1) % 4 })}
        data-testid="turn"
      >
        {text.turn}
      </Button>
    </div>
  )
}

/** How the page looks. */
function ToneTools({ page: { tone }, onSet }: ToolProps) {
  const text = useText(documentWords)
  return (
    <>
      <Segmented<ToneMode>
        block
        aria-label={text.look}
        value={tone.mode}
        options={(['colour', 'grey', 'text'] as const).map((mode) => ({ value: mode, label: text[mode] }))}
        onChange={(mode) => onSet({ tone: { ...tone, mode } })}
      />
      {(['brightness', 'contrast'] as const).map((name) => (
        <div key={name} className="documents-slider">
          {text[name]}
          <Slider
            ariaLabelForHandle={text[name]}
            min={-100}
            max={100}
            value={tone[name]}
            onChange={(value: number) => onSet({ tone: { ...tone, [name]: value } })}
          />
        </div>
      ))}
    </>
  )
}

/** One page after it was taken: where the paper is, how it stands and looks. */
export function PageEditor(props: {
  readonly page: DocumentPage
  readonly onChange: (page: DocumentPage) => void
  readonly onAgain: () => void
  readonly onReady: () => void
}) {
  const { page, onChange, onAgain, onReady } = props
  const text = useText(documentWords)
  const set = (part: Partial<DocumentPage>) => onChange({ ...page, ...part })
  return (
    <>
      <div className="documents-stage">
        <CornerEditor photo={page.photo} corners={page.corners} onChange={(corners) => set({ corners })} />
      </div>
      <div className="documents-tools">
        <p role="status">{page.isFound ? text.corners : text.notFound}</p>
        <SheetTools page={page} onSet={set} />
        <ToneTools page={page} onSet={set} />
        <Result page={page} />
        <div className="documents-row">
          <Button size="large" onClick={onAgain} data-testid="again">
            {text.again}
          </Button>
          <Button
            size="large"
            type="primary"
            icon={<Check aria-hidden />}
            onClick={onReady}
            data-testid="page-ready"
          >
            {text.ready}
          </Button>
        </div>
      </div>
    </>
  )
}
