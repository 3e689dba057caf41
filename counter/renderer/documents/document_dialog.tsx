import './documents.css'
import { Alert, Button, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { newCommandId, useCentre, usePage, useServerNow } from '#client'
import { officialName, type Ticket } from '#domain'
import { dateText, sayRefusal, useLocale, useTerm, useText } from '#ui'
import { LiveView } from './live_view.tsx'
import { type DocumentPage, pageOf } from './page.ts'
import { PageEditor } from './page_editor.tsx'
import { PageStrip } from './page_strip.tsx'
import { useCamera } from './use_camera.ts'
import { type SaveFault, useDocument } from './use_document.ts'
import { documentWords } from './words.ts'

function Fault({ fault }: { readonly fault: SaveFault }) {
  const text = useText(documentWords)
  const locale = useLocale()
  if (fault === 'too-large') return <Alert type="warning" showIcon title={text.tooLarge} />
  const { title, detail } = sayRefusal(fault, locale)
  return <Alert type="error" showIcon title={title} description={detail} />
}

/** Who may use the copy and for what, over every page of it. */
function useMark(): string {
  const text = useText(documentWords)
  const locale = useLocale()
  const say = useTerm()
  const now = useServerNow(60_000)
  const site = useCentre((centre) => centre.site)
  return site === null ? '' : text.markWords(say(officialName(site)), dateText(now, locale))
}

/** Captures the pages of a document and keeps them as one PDF with the ticket (高拍仪, S23). */
export function DocumentDialog({
  ticket,
  onClose,
}: {
  readonly ticket: Ticket
  readonly onClose: () => void
}) {
  const text = useText(documentWords)
  const { clock } = usePage()
  const mark = useMark()
  const [pages, setPages] = useState<readonly DocumentPage[]>([])
  const [chosen, setChosen] = useState<string | null>(null)
  const [isMarked, setMarked] = useState(true)
  const [isLeaving, setLeaving] = useState(false)
  const document = useDocument(ticket.id)
  const page = pages.find(({ id }) => id === chosen) ?? null
  const camera = useCamera(page === null)

  const add = (photo: DocumentPage['photo']) => {
    const fresh = pageOf(newCommandId(clock), photo)
    setPages([...pages, fresh])
    setChosen(fresh.id)
    setLeaving(false)
  }
  const close = () => (pages.length === 0 || isLeaving ? onClose() : setLeaving(true))
  const save = async () => {
    if (await document.save(pages, isMarked ? mark : '')) onClose()
  }
  return (
    <Modal
      open
      centered
      width="min(1290px, 96vw)"
      title={text.title(ticket.number)}
      closable={false}
      mask={{ closable: false }}
      onCancel={close}
      footer={
        <div className="documents-foot">
          <Checkbox checked={isMarked} onChange={({ target }) => setMarked(target.checked)}>
            {text.mark}
            <small>{mark}</small>
          </Checkbox>
          <Button size="large" danger={isLeaving} onClick={close} data-testid="documents-close">
            {isLeaving ? text.discard(pages.length) : text.cancel}
          </Button>
          <Button
            size="large"
            type="primary"
            disabled={pages.length === 0 || page !== null}
            loading={document.isBusy}
            onClick={() => void save()}
            data-testid="save-document"
          >
            {document.isBusy ? text.saving : text.save(pages.length)}
          </Button>
        </div>
      }
    >
      <div className="documents" data-testid="documents">
        {page === null ? (
          <LiveView camera={camera} onPhoto={add} />
        ) : (
          <PageEditor
            page={page}
            onChange={(changed) => setPages(pages.map((each) => (each.id === changed.id ? changed : each)))}
            onAgain={() => {
              setPages(pages.filter(({ id }) => id !== page.id))
              setChosen(null)
            }}
            onReady={() => setChosen(null)}
          />
        )}
        <PageStrip
          pages={pages}
          chosen={chosen}
          onChoose={setChosen}
          onChange={(changed) => {
            setPages(changed)
            if (!changed.some(({ id }) => id === chosen)) setChosen(null)
          }}
        />
      </div>
      {document.fault !== null && <Fault fault={document.fault} />}
    </Modal>
  )
}
