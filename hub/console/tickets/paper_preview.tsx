import { Segmented } from 'antd'
import { useState } from 'react'
import {
  composeTicket,
  renderTicketSvg,
  type SampleName,
  samplePapers,
  type TicketTemplate,
  ticketMm,
} from '#ticket'
import { keysOf, SvgDocument, useTerm, useText } from '#ui'
import { sampleTerms } from './row_terms.ts'
import { ticketWords } from './ticket_words.ts'

/** A design on a sample ticket, drawn by the code that sets the printed one. */
export function PaperPreview({ template }: { readonly template: TicketTemplate }) {
  const text = useText(ticketWords)
  const say = useTerm()
  const [sample, setSample] = useState<SampleName>('normal')
  const paper = samplePapers[sample]
  return (
    <section className="card ticket-preview">
      <h3>
        {text.preview}
        <small>{text.length(Math.round(ticketMm(composeTicket(template, paper))))}</small>
      </h3>
      <Segmented<SampleName>
        aria-label={text.sample}
        size="small"
        value={sample}
        options={keysOf(sampleTerms).map((name) => ({
          value: name,
          label: <span data-testid={`sample-${name}`}>{say(sampleTerms[name])}</span>,
        }))}
        onChange={setSample}
      />
      <div className="ticket-paper" data-testid="ticket-preview">
        <SvgDocument svg={renderTicketSvg(template, paper)} label={say(sampleTerms[sample])} />
      </div>
    </section>
  )
}
