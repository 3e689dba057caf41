import { z } from 'zod'

/** What can be wrong with a template: a closed list that has a sentence each. */
export const templateFaultCodes = [
  'wrong-kind',
  'missing',
  'unknown-key',
  'wrong-value',
  'no-rows',
  'too-long',
  'too-large',
  'too-small',
  'unknown-field',
  'item-without-each',
  'each-without-item',
  'no-number',
  'no-marks',
  'no-cut',
  'cut-twice',
  'too-wide',
  'qr-too-wide',
  'qr-too-long',
  'barcode-text',
  'barcode-too-wide',
  'stray-brace',
  'never-printed',
  'wrong-dots',
] as const
/** What may be wrong with a template. */
export type TemplateFaultCode = (typeof templateFaultCodes)[number]

/** One thing that is wrong with a template. */
export interface TemplateFault {
  /** The row, counted from 1; null for the template as a whole. */
  readonly row: number | null
  /** The part of the row: `text`, `size`, …; null for the row as a whole. */
  readonly field: string | null
  readonly code: TemplateFaultCode
  /** What was given, or the limit that was passed; empty where it says nothing. */
  readonly given: string
}

type Issue = z.core.$ZodIssue

const ours = z.object({
  row: z.number().nullable(),
  field: z.string().nullable(),
  code: z.enum(templateFaultCodes),
  given: z.string(),
})

function codeOf(issue: Issue): readonly [TemplateFaultCode, string] {
  const last = issue.path.at(-1)
  switch (issue.code) {
    case 'unrecognized_keys':
      return ['unknown-key', issue.keys.join(', ')]
    case 'invalid_union':
      return [last === 'kind' ? 'wrong-kind' : 'wrong-value', '']
    case 'too_big':
      return [issue.origin === 'string' ? 'too-long' : 'too-large', String(issue.maximum)]
    case 'too_small':
      return last === 'rows' ? ['no-rows', ''] : ['too-small', String(issue.minimum)]
    case 'invalid_type':
      return [issue.message.includes('undefined') ? 'missing' : 'wrong-value', issue.expected]
    case 'invalid_value':
      return ['wrong-value', issue.values.map(String).join(' / ')]
    default:
      return ['wrong-value', '']
  }
}

/** Makes a fault of what the schema found. */
export function templateFault(issue: Issue): TemplateFault {
  if (issue.code === 'custom') {
    const own = ours.safeParse(issue.params)
    if (own.success) return own.data
  }
  const [first, index, ...rest] = issue.path
  const inRow = first === 'rows' && typeof index === 'number'
  const field = inRow ? rest.map(String).join('.') : first === undefined ? '' : String(first)
  const [code, given] = codeOf(issue)
  return { row: inRow ? index + 1 : null, field: field === '' ? null : field, code, given }
}
