import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Edit, mutants } from './mutants.ts'

/** Loaded before the hub's program (`node --import`): edits its sources on their way in, as the named mutant says. */
const root = resolve(import.meta.dirname, '../../..')
const name = process.env.FAULTS_MUTANT ?? ''
const edits: readonly Edit[] = Object.entries(mutants).find(([mutant]) => mutant === name)?.[1] ?? []
if (edits.length === 0) throw new Error(`no mutant is named '${name}'`)

// Said at once and in words: a mutant whose text has moved would be no mutant.
for (const { file, find } of edits) {
  if (!readFileSync(join(root, file), 'utf8').includes(find))
    throw new Error(`mutant '${name}' does not find its text in ${file}: ${find}`)
}

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    const mine = edits.filter(({ file }) => pathToFileURL(join(root, file)).href === url)
    if (mine.length === 0) return loaded
    const source = readFileSync(new URL(url), 'utf8')
    return {
      ...loaded,
      source: mine.reduce((text, { find, replace }) => text.replace(find, replace), source),
    }
  },
})
