/** The door of the ticket's look: the layout language, what it makes of a ticket, and the drawing of it. */
export { columnsOf, lineGap, printableText } from './cells.ts'
export { type Code128Run, code128Runs, digitPairs } from './code128.ts'
export { code128Bars } from './code128_bars.ts'
export { type ComposedRow, composeTicket } from './compose.ts'
export { faultSentence } from './fault_sentences.ts'
export { qrModules, ticketMm } from './measure.ts'
export { type TicketPaper, type TicketTrait, ticketFields } from './paper.ts'
export { drawBarcode, drawDots, drawPaper, drawQr, drawText } from './paper_svg.ts'
export { renderTicketSvg } from './preview.ts'
export { type SampleName, samplePapers } from './sample_papers.ts'
export {
  type Align,
  type QrLevel,
  type TemplateRow,
  type TextSize,
  type TextStyle,
  type TicketCondition,
  type TicketTemplate,
  ticketConditions,
} from './template.ts'
export type { TemplateFault } from './template_faults.ts'
export { templateFaults, ticketTemplateSchema } from './template_schema.ts'
export { usualTemplates } from './usual_templates.ts'
