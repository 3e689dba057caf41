import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '#basics'
import { readTemplate, type Template } from '../template/index.ts'
import { transportAt } from '../transport/index.ts'
import { type ProbeEnd, probe } from './probe.ts'
import { probeQuestions } from './questions.ts'

/** Longest time one line is asked for, ms. */
const limitMs = 20_000

/** A template and the name of its file without `.json`, as configurations name it. */
export interface TemplateFile {
  readonly file: string
  readonly template: Template
}

/** Every template of a folder that can be read. */
export const templatesIn = (folder: string): readonly TemplateFile[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const read = readTemplate(join(folder, name))
      return read.ok ? [{ file: name.replace(/\.json$/, ''), template: read.value }] : []
    })

/** One line and what came of it. */
export interface PlaceAnswer {
  readonly path: string
  readonly end: ProbeEnd
}

/** Asks one line who is there; an address that is none is one that cannot be opened. */
export async function probePlace(
  path: string,
  clock: Clock,
  templates: readonly Template[],
): Promise<PlaceAnswer> {
  const end = await probe({
    clock,
    limitMs,
    questions: probeQuestions(templates),
    at(baudRate) {
      const transport = transportAt(path, { baudRate })
      if (transport.ok) return transport.value
      return { name: path, open: async () => ({ ok: false, error: 'no such address' }) }
    },
  })
  return { path, end }
}
