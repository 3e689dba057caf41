import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Figure } from '../figures.ts'
import type { Machine } from './machine.ts'

const file = join(import.meta.dirname, '..', 'results.json')
const numberOrNull = z.number().nullable()

const section = z.object({
  command: z.string(),
  machine: z.custom<Machine>((value) => typeof value === 'object' && value !== null && 'at' in value),
  figures: z.array(
    z.object({
      what: z.string(),
      value: z.number(),
      unit: z.string(),
      p50: numberOrNull,
      p99: numberOrNull,
      worst: numberOrNull,
      samples: z.number(),
      raw: z.object({ what: z.string(), value: z.number() }).nullable(),
      note: z.string(),
    }),
  ),
})
const results = z.record(z.string(), section)

/** What one bench measured, where, when and how to repeat it. */
export interface Section {
  readonly command: string
  readonly machine: Machine
  readonly figures: readonly Figure[]
}

/** Every bench's last results, by name. */
export function readResults(): Readonly<Record<string, Section>> {
  return existsSync(file) ? results.parse(JSON.parse(readFileSync(file, 'utf8'))) : {}
}

/** Replaces the results of one bench. */
export function saveSection(name: string, value: Section): void {
  writeFileSync(file, `${JSON.stringify({ ...readResults(), [name]: value }, null, 2)}\n`)
}
