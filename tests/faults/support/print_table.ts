import { mkdirSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { tableLines } from './table.ts'

const folder = resolve(import.meta.dirname, '../../../.cache/faults')

/** Vitest's global setup of the project: forgets the table of the last run, prints that of this one at its end. */
export default function setup(): () => void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return () => {
    const lines = tableLines()
    if (lines.length === 0) return
    const title = `${'fault'.padEnd(58)} ${'tried'.padEnd(22)} ${'broken'} ${'95 % bound'} promise`
    process.stdout.write(`\n${[title, ...lines].join('\n')}\n`)
  }
}
