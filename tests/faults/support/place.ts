import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { faultCentre, type Size } from './fault_centre.ts'

/** Where a hub under test keeps its data, and which centre it is. */
export interface Place {
  readonly data: string
  /** The database of hubs that do not keep a file of their own. */
  readonly postgres: string | null
  readonly definition: string
  readonly size: Size
}

const made = new Set<string>()

// A test that fails leaves its place; nothing is left when the tests are over.
process.once('exit', () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

/** Makes an empty place in the temporary folder, and the way to take it away. */
export function newPlace(size: Size, postgres: string | null = null): Place & { remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'civic-faults-'))
  made.add(folder)
  const definition = join(folder, 'centre.json')
  writeFileSync(definition, JSON.stringify(faultCentre(size)))
  return {
    data: join(folder, 'data'),
    postgres,
    definition,
    size,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
