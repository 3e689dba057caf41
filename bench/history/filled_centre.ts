import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BenchCentre, benchCentre } from '../centre/definition.ts'
import type { BenchOptions } from '../options.ts'
import { scratchFolder } from '../programs.ts'
import { type Filled, fillHistory, type HistorySize } from './fill.ts'

/** A centre, the folder its hub finds its history in, and what that history is. */
export interface FilledCentre {
  readonly centre: BenchCentre
  readonly folder: string
  readonly filled: Filled
}

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'))

/** A hub works on a copy of what is kept: what one run leaves waiting would be in the way of the next. */
function copied(folder: string): string {
  const copy = scratchFolder('history')
  cpSync(folder, copy, { recursive: true })
  return copy
}

/**
 * Fills a history, or takes the one that an earlier run left in the folder to keep it in, whatever its size: filling
 * takes longer than measuring.
 */
export async function filledCentre(
  hall: { readonly kiosks: number; readonly counters: number },
  size: HistorySize,
  { keep, say }: BenchOptions,
): Promise<FilledCentre> {
  const folder = keep ?? scratchFolder('history')
  const centreFile = join(folder, 'centre.json')
  const filledFile = join(folder, 'filled.json')
  if (existsSync(filledFile))
    return { centre: read(centreFile), folder: copied(folder), filled: read(filledFile) }
  mkdirSync(folder, { recursive: true })
  const centre = benchCentre(hall)
  const started = performance.now()
  const filled = await fillHistory(join(folder, 'data'), centre, size, say)
  say(`  filled in ${((performance.now() - started) / 1_000).toFixed(0)} s`)
  writeFileSync(centreFile, JSON.stringify(centre), { mode: 0o600 })
  writeFileSync(filledFile, JSON.stringify(filled))
  return { centre, folder: keep === null ? folder : copied(folder), filled }
}
