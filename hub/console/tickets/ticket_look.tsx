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

function LookOf({ width }: { readonly width: Width }) {
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
  return (
    <div className="ticket-look">
      <section className="card">
        <header className="ticket-head">
          <h3>{text.rows}</h3>
          <span data-testid="ticket-state">
            <StatusDot tone={found.length === 0 ? 'good' : 'off'}>
              {found.length === 0 ? text.inForce : text.changed}
            </StatusDot>
          </span>
        </header>
        <Faults draft={draft} />
        <RowList
          rows={draft.rows}
          faults={faults}
          onChange={(rows) => setChanged({ ...draft, rows: [...rows] })}
        />
        <footer className="ticket-foot">
          <Button onClick={() => setChanged(usual)} data-testid="usual-look">
            {text.usual}
          </Button>
          <Button disabled={found.length === 0} onClick={() => setChanged(null)} data-testid="discard">
            {text.discard}
          </Button>
          <Button type="primary" onClick={review} data-testid="save">
            {text.save}
          </Button>
        </footer>
      </section>
      <PaperPreview template={draft} />
      <Review
        changes={changes}
        isBusy={save.isBusy}
        onConfirm={() => void confirm()}
        onBack={() => setChanges(null)}
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
