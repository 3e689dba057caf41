import './tickets.css'
import { App, Button, Segmented } from 'antd'
import { useState } from 'react'
import { useCentre } from '#client'
import { faultSentence, type TicketTemplate, templateFaults, usualTemplates } from '#ticket'
import { useLocale, useTerm, useText } from '#ui'
import { StatusDot } from '#ui/staff'
import type { Difference } from '../edit/differences.ts'
import { editWords } from '../edit/edit_words.ts'
import { Review } from '../edit/editor.tsx'
import { useSave } from '../use_save.ts'
import { PaperPreview } from './paper_preview.tsx'
import { RowList } from './row_list.tsx'
import { templateChanges } from './template_changes.ts'
import { ticketWords } from './ticket_words.ts'

const widths = [80, 58] as const
type Width = (typeof widths)[number]

function Faults({ draft }: { readonly draft: TicketTemplate }) {
  const text = useText(ticketWords)
  const locale = useLocale()
  const faults = templateFaults(draft)
  if (faults.length === 0) return null
  // What is wrong with a row stands at the row.
  const whole = faults.filter(({ row }) => row === null)
  return (
    <div className="ticket-faults" role="alert" data-testid="ticket-faults">
      <b>{text.faults(faults.length)}</b>
      <ul>
        {whole.map((fault) => (
          <li key={fault.code}>{faultSentence(fault, locale === 'en' ? 'en' : 'zh')}</li>
        ))}
      </ul>
    </div>
  )
}

/** The look in force and a draft over it; nothing is sent before its changes are confirmed. */
function useLookDraft(width: Width) {
  const text = useText(ticketWords)
  const edit = useText(editWords)
  const say = useTerm()
  const save = useSave()
  const { message } = App.useApp()
  const usual: TicketTemplate = usualTemplates[width]
  const inForce = useCentre((centre) => centre.ticketTemplates.get(String(width))) ?? usual
  const [changed, setChanged] = useState<TicketTemplate | null>(null)
  const [changes, setChanges] = useState<readonly Difference[] | null>(null)
  const draft = changed ?? inForce
  const faults = templateFaults(draft)
  const found = templateChanges(inForce, draft, { text, say })

  const review = () => {
    if (faults.length > 0) return void message.warning(text.faults(faults.length))
    if (found.length === 0) return void message.info(edit.noChange)
    setChanges(found)
  }
  const confirm = async () => {
    // As the wire wants it: conditions that were taken back are absent, not undefined.
    const template: TicketTemplate = JSON.parse(JSON.stringify(draft))
    const isSaved = await save.run({
      name: 'save-ticket-template',
      body: { template: { ...template, rows: [...template.rows] } },
    })
    setChanges(null)
    if (isSaved) setChanged(null)
  }
  return {
    draft,
    faults,
    isChanged: found.length > 0,
    /** Changes under review; null while there is none. */
    changes,
    isBusy: save.isBusy,
    setRows: (rows: TicketTemplate['rows']) => setChanged({ ...draft, rows: [...rows] }),
    toUsual: () => setChanged(usual),
    discard: () => setChanged(null),
    review,
    confirm,
    back: () => setChanges(null),
  }
}

function LookOf({ width }: { readonly width: Width }) {
  const text = useText(ticketWords)
  const look = useLookDraft(width)
  return (
    <div className="ticket-look">
      <section className="card">
        <header className="ticket-head">
          <h3>{text.rows}</h3>
          <span data-testid="ticket-state">
            <StatusDot tone={look.isChanged ? 'off' : 'good'}>
              {look.isChanged ? text.changed : text.inForce}
            </StatusDot>
          </span>
        </header>
        <Faults draft={look.draft} />
        <RowList rows={look.draft.rows} faults={look.faults} onChange={look.setRows} />
        <footer className="ticket-foot">
          <Button onClick={look.toUsual} data-testid="usual-look">
            {text.usual}
          </Button>
          <Button disabled={!look.isChanged} onClick={look.discard} data-testid="discard">
            {text.discard}
          </Button>
          <Button type="primary" onClick={look.review} data-testid="save">
            {text.save}
          </Button>
        </footer>
      </section>
      <PaperPreview template={look.draft} />
      <Review
        changes={look.changes}
        isBusy={look.isBusy}
        onConfirm={() => void look.confirm()}
        onBack={look.back}
      />
    </div>
  )
}

/** How tickets look: a draft beside its preview, what it would change, and every kiosk prints it. */
export function TicketLook() {
  const text = useText(ticketWords)
  const [width, setWidth] = useState<Width>(80)
  return (
    <>
      <header className="section-head">
        <h2>{text.title}</h2>
        <Segmented<Width>
          aria-label={text.paper}
          value={width}
          options={widths.map((value) => ({ value, label: text.mm(value) }))}
          onChange={setWidth}
        />
      </header>
      <LookOf key={width} width={width} />
    </>
  )
}
