import './documents.css'
import { Alert, Button, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { newCommandId, useCentre, usePage, useServerNow } from '#client'
import { officialName, type Ticket } from '#domain'
import { dateText, sayRefusal, useLocale, useTerm, useText } from '#ui'
import { LiveView } from './live_view.tsx'
import { type DocumentPage, mostPages, pageOf } from './page.ts'
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

/** The pages taken so far; `page` is the one being put right, null while the camera shows. */
function usePages() {
  const { clock } = usePage()
  const [pages, setPages] = useState<readonly DocumentPage[]>([])
  const [chosen, choose] = useState<string | null>(null)
  const change = (changed: readonly DocumentPage[]) => {
    setPages(changed)
    if (!changed.some(({ id }) => id === chosen)) choose(null)
  }
  return {
    pages,
    page: pages.find(({ id }) => id === chosen) ?? null,
    choose,
    change,
    add(photo: DocumentPage['photo']) {
      const fresh = pageOf(newCommandId(clock), photo)
      setPages([...pages, fresh])
      choose(fresh.id)
    },
    replace: (changed: DocumentPage) =>
      setPages(pages.map((each) => (each.id === changed.id ? changed : each))),
    remove: (gone: DocumentPage) => change(pages.filter(({ id }) => id !== gone.id)),
  }
}

interface FootProps {
  readonly count: number
  readonly mark: string
  readonly isMarked: boolean
  readonly isLeaving: boolean
  readonly isReady: boolean
  readonly isBusy: boolean
  readonly onMarked: (isMarked: boolean) => void
  readonly onClose: () => void
  readonly onSave: () => void
}

function Foot({ count, mark, isMarked, isLeaving, isReady, isBusy, onMarked, onClose, onSave }: FootProps) {
  const text = useText(documentWords)
  return (
    <div className="documents-foot">
      <Checkbox checked={isMarked} onChange={({ target }) => onMarked(target.checked)}>
        {text.mark}
        <small>{mark}</small>
      </Checkbox>
      <Button size="large" danger={isLeaving} onClick={onClose} data-testid="documents-close">
        {isLeaving ? text.discard(count) : text.cancel}
      </Button>
      <Button
        size="large"
        type="primary"
        disabled={!isReady}
        loading={isBusy}
        onClick={onSave}
        data-testid="save-document"
      >
        {isBusy ? text.saving : text.save(count)}
      </Button>
    </div>
  )
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
  const mark = useMark()
  const { pages, page, choose, change, add, replace, remove } = usePages()
  const [isMarked, setMarked] = useState(true)
  const [isLeaving, setLeaving] = useState(false)
  const document = useDocument(ticket.id)
  const camera = useCamera(page === null)

  const take = (photo: DocumentPage['photo']) => {
    add(photo)
    setLeaving(false)
  }
  const close = () => (pages.length === 0 || isLeaving ? onClose() : setLeaving(true))
  const save = async () => {
    if (await document.save(pages, isMarked ? mark : '')) onClose()
  }
  const foot = { count: pages.length, mark, isMarked, isLeaving, isBusy: document.isBusy }
  const isReady = pages.length > 0 && page === null
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
        <Foot {...foot} isReady={isReady} onMarked={setMarked} onClose={close} onSave={() => void save()} />
      }
    >
      <div className="documents" data-testid="documents">
        {page === null ? (
          <LiveView camera={camera} isFull={pages.length >= mostPages} onPhoto={take} />
        ) : (
          <PageEditor
            page={page}
            onChange={replace}
            onAgain={() => remove(page)}
            onReady={() => choose(null)}
          />
        )}
        <PageStrip pages={pages} chosen={page?.id ?? null} onChoose={choose} onChange={change} />
      </div>
      {document.fault !== null && <Fault fault={document.fault} />}
    </Modal>
  )
}
