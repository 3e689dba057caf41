import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'

/** What one test tried and how often the promise was broken. */
const row = z.object({
  what: z.string(),
  tried: z.int(),
  unit: z.string(),
  broken: z.int(),
  /** A hub broken on purpose: here findings are wanted. */
  isControl: z.boolean(),
  note: z.string(),
})
/** What one test tried and how often the promise was broken. */
export type Row = z.infer<typeof row>

const folder = resolve(import.meta.dirname, '../../../.cache/faults')

/** Keeps a row for the table at the end of the run. */
export function keep(name: string, made: Row): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(made))
}

/** With no failure in N tries the true rate is below 3/N with 95 % confidence. */
export const bound = ({ tried, broken }: Row): string =>
  broken > 0 ? '' : `≤ ${(3 / Math.max(1, tried)).toPrecision(2)}`

function verdict(each: Row): string {
  if (each.isControl) return each.broken > 0 ? 'found, as it must be' : 'NOT FOUND'
  return each.broken === 0 ? 'kept' : 'BROKEN'
}

/** The rows that were kept as lines of a table. */
export function tableLines(): readonly string[] {
  const files = readdirSync(folder).sort()
  const rows = files.map((file) => row.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))))
  return rows.map((each) =>
    [
      each.what.padEnd(58),
      `${each.tried} ${each.unit}`.padEnd(22),
      String(each.broken).padStart(6),
      (each.isControl ? '' : bound(each)).padEnd(10),
      verdict(each),
      each.note === '' ? '' : `(${each.note})`,
    ].join(' '),
  )
}
