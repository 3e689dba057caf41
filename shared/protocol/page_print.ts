import { z } from 'zod'
import type { Result } from '#basics'

/** Why a page did not go on paper; `failed` may have left sheets in the printer. */
export type PagePrintRefusal = 'no-printer' | 'cancelled' | 'failed'

/** What a page asks of its shell: to print the document it shows, on A4, on the printer this machine is set up with. */
export const pagePrintOrder = z.strictObject({
  /** What the printer's list shows; no personal data. */
  title: z.string().trim().min(1).max(80),
})
export type PagePrintOrder = z.infer<typeof pagePrintOrder>

/** How an order to print ended; ok = the printer's queue has it. */
export type PagePrintEnd = Result<null, PagePrintRefusal>

/** Door of the agent for its shell alone: how pages are printed here (GET), and a PDF to print (POST). */
export const pagePrinterPath = '/page-printer'

/** Largest PDF an agent prints, bytes. */
export const largestPrintedPdf = 20_000_000

/**
 * How pages are printed on a machine.
 * agent: the agent takes a PDF · shell: Electron prints by itself, on the queue named · none: not at all.
 */
export const pagePrinting = z.discriminatedUnion('by', [
  z.object({ by: z.literal('agent') }),
  z.object({ by: z.literal('shell'), queue: z.string() }),
  z.object({ by: z.literal('none') }),
])
export type PagePrinting = z.infer<typeof pagePrinting>

/** What became of a PDF at the agent. */
export const pagePrinted = z.object({ end: z.enum(['taken', 'no-printer', 'failed']) })
export type PagePrinted = z.infer<typeof pagePrinted>
