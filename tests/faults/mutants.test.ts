import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { type Edit, mutants } from './support/mutants.ts'

const root = resolve(import.meta.dirname, '../..')

const edits = Object.entries(mutants).flatMap(([mutant, each]: [string, readonly Edit[]]) =>
  each.map((edit) => [mutant, edit.file, edit.find] as const),
)

// Looked at before anything is started: a broken hub whose text has moved would be no broken hub.
test.each(edits)('%s finds its text in %s, once', (mutant, file, find) => {
  const times = readFileSync(join(root, file), 'utf8').split(find).length - 1
  expect(
    times,
    `mutant '${mutant}' looks for this in ${file}: mend it in support/mutants.ts\n${find}\n`,
  ).toBe(1)
})
