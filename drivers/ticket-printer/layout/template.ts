import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { err, ok, type Result } from '#basics'
import type { TicketPaper } from '../types.ts'

const fields = [
  'centreName',
  'area',
  'serviceName',
  'number',
  'aheadLine',
  'estimateLine',
  'countersLine',
  'takenAtLine',
  'marks',
  'idTail',
  'qr',
  'notes',
  'phoneLine',
  'footer',
] as const satisfies readonly (keyof TicketPaper)[]

/** `{name}` in a template's text. */
export const placeholder = /\{(\w+)\}/g

const known: ReadonlySet<string> = new Set([...fields, 'item'])
const multiple = z.int().min(1).max(8)
const text = z
  .string()
  .refine((given) => [...given.matchAll(placeholder)].every((found) => known.has(found[1] ?? '')), {
    error: (issue) => `names a field that tickets do not have: ${String(issue.input)}`,
  })
const size = z
  .union([multiple.transform((n) => ({ w: n, h: n })), z.strictObject({ w: multiple, h: multiple })])
  .default({ w: 1, h: 1 })
const bold = z.boolean().default(false)

const row = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    text,
    each: z.enum(['notes', 'marks']).optional(),
    size,
    bold,
    align: z.enum(['left', 'center', 'right']).default('left'),
    fit: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal('columns'), left: text, right: text, size, bold }),
  z.strictObject({ kind: z.literal('rule'), style: z.enum(['line', 'dashes']) }),
  z.strictObject({
    kind: z.literal('qr'),
    text,
    module: z.int().min(2).max(16),
    level: z.enum(['L', 'M', 'Q', 'H']),
  }),
  z.strictObject({
    kind: z.literal('barcode'),
    text,
    height: z.int().min(1).max(255).default(64),
    module: z.int().min(2).max(6).default(2),
  }),
  z.strictObject({ kind: z.literal('feed'), dots: z.int().min(1).max(800) }),
  z.strictObject({ kind: z.literal('cut'), feed: z.int().min(0).max(255) }),
])

const template = z.strictObject({
  name: z.string().min(1),
  paperMm: z.union([z.literal(80), z.literal(58)]),
  dots: z.int().min(192).max(832).multipleOf(8),
  rows: z.array(row).min(1),
})

/** What a ticket shows and where (language: resources/tickets/README.md). */
export type TicketTemplate = z.output<typeof template>

/** One row of a template. */
export type TemplateRow = TicketTemplate['rows'][number]

/** Reads a template; the error says in words what is wrong and where. */
export function parseTicketTemplate(given: unknown): Result<TicketTemplate, string> {
  const parsed = template.safeParse(given)
  return parsed.success ? ok(parsed.data) : err(z.prettifyError(parsed.error))
}

/** Reads a template file; throws when it is missing or wrong: a ticket without a template cannot be. */
export function loadTicketTemplate(file: string): TicketTemplate {
  const parsed = parseTicketTemplate(JSON.parse(readFileSync(file, 'utf8')))
  if (!parsed.ok) throw new Error(`${file}: ${parsed.error}`)
  return parsed.value
}
