import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Figure } from '../figures.ts'
import { readResults, type Section } from './results.ts'

const file = join(import.meta.dirname, '..', 'RESULTS.md')
const begin = '<!-- figures: written by npm run bench -->'
const end = '<!-- end of figures -->'

function number(value: number): string {
  if (Number.isInteger(value)) return String(value)
  return value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2)
}
/** Below so many samples a 99th percentile says no more than the worst one does. */
const leastForP99 = 50
const optional = (value: number | null) => (value === null ? '' : number(value))

const heads = [
  'what',
  'figure',
  'p50 ms',
  'p99 ms',
  'worst ms',
  'samples',
  'raw limit, same run',
  'ratio',
  'note',
]

function cells({ what, value, unit, p50, p99, worst, samples, raw, note }: Figure): string[] {
  const figure = unit === 'count' ? number(value) : `${number(value)} ${unit}`
  const limit = raw === null ? '' : `${number(raw.value)} (${raw.what})`
  const ratio = raw === null ? '' : `${(value / raw.value).toFixed(2)} ×`
  const rare = samples < leastForP99 ? '' : optional(p99)
  return [what, figure, optional(p50), rare, optional(worst), String(samples), limit, ratio, note]
}

/** A Markdown table with its columns aligned, as the formatter keeps it. */
function aligned(figures: readonly Figure[]): string[] {
  const rows = [heads, ...figures.map(cells)]
  const widths = heads.map((_, column) => Math.max(3, ...rows.map((each) => each[column]?.length ?? 0)))
  const line = (texts: readonly string[], fill: string) =>
    `| ${widths.map((width, column) => (texts[column] ?? '').padEnd(width, fill)).join(' | ')} |`
  const [head = [], ...body] = rows
  return [line(head, ' '), line([], '-'), ...body.map((each) => line(each, ' '))]
}

function sectionText([name, { command, machine, figures }]: [string, Section]): string {
  const { cpu, cores, memoryGb, system, node, at, loadBefore } = machine
  return [
    `### ${name}`,
    '',
    `\`${command}\` · ${at.slice(0, 16).replace('T', ' ')} UTC · ${cpu}, ${cores} cores, ${memoryGb} GB · ${system} · Node ${node} · load before ${loadBefore}`,
    '',
    ...aligned(figures),
  ].join('\n')
}

/** Writes the table of all results between the two marks of RESULTS.md; the rest of the file is left alone. */
export function writeTable(): void {
  const text = readFileSync(file, 'utf8')
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`${file} has lost its marks ${begin} and ${end}`)
  const table = Object.entries(readResults()).map(sectionText).join('\n\n')
  writeFileSync(file, `${text.slice(0, from + begin.length)}\n\n${table}\n\n${text.slice(to)}`)
}
