import { z } from 'zod'
import { faultSentence } from './fault_sentences.ts'
import type { TicketTemplate } from './template.ts'
import { ticketConditions } from './template.ts'
import { type TemplateFault, templateFault } from './template_faults.ts'
import { templateRuleFaults } from './template_rules.ts'

const multiple = z.int().min(1).max(8)
const text = z.string().max(300)
const size = z
  .union([multiple.transform((n) => ({ w: n, h: n })), z.strictObject({ w: multiple, h: multiple })])
  .default({ w: 1, h: 1 })
const bold = z.boolean().default(false)
const condition = z.enum(ticketConditions).optional()
const conditions = { when: condition, unless: condition }

const row = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    text,
    each: z.enum(['notes', 'marks']).optional(),
    size,
    bold,
    align: z.enum(['left', 'center', 'right']).default('left'),
    fit: z.boolean().default(false),
    ...conditions,
  }),
  z.strictObject({ kind: z.literal('columns'), left: text, right: text, size, bold, ...conditions }),
  z.strictObject({ kind: z.literal('rule'), style: z.enum(['line', 'dashes']), ...conditions }),
  z.strictObject({
    kind: z.literal('qr'),
    text,
    module: z.int().min(2).max(16),
    level: z.enum(['L', 'M', 'Q', 'H']),
    ...conditions,
  }),
  z.strictObject({
    kind: z.literal('barcode'),
    text,
    height: z.int().min(1).max(255).default(64),
    module: z.int().min(2).max(6).default(2),
    ...conditions,
  }),
  z.strictObject({ kind: z.literal('feed'), dots: z.int().min(1).max(800), ...conditions }),
  z.strictObject({ kind: z.literal('cut'), feed: z.int().min(0).max(255), ...conditions }),
])

const shape = z.strictObject({
  name: z.string().min(1).max(80),
  paperMm: z.union([z.literal(80), z.literal(58)]),
  dots: z.int().min(192).max(640).multipleOf(8),
  rows: z.array(row).min(1).max(60),
})

/** A template as it comes from outside: the shape of its rows, then the rules a ticket must keep. */
export const ticketTemplateSchema = shape.superRefine((template, context) => {
  for (const fault of templateRuleFaults(template)) {
    const path =
      fault.row === null ? [] : ['rows', fault.row - 1, ...(fault.field === null ? [] : [fault.field])]
    context.addIssue({ code: 'custom', path, message: faultSentence(fault, 'en'), params: fault })
  }
}) satisfies z.ZodType<TicketTemplate>

/** Everything that is wrong with a template, row by row; empty for one that can print. */
export function templateFaults(given: unknown): readonly TemplateFault[] {
  const parsed = ticketTemplateSchema.safeParse(given)
  return parsed.success ? [] : parsed.error.issues.map(templateFault)
}
