import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const skipped = new Set(['node_modules', 'out', 'dist', 'data'])
const notBuilt = /\.test\.tsx?$|\.md$/

function* filesUnder(path: string): Generator<string> {
  if (!existsSync(path)) return
  if (statSync(path).isFile()) {
    yield path
    return
  }
  for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || skipped.has(entry.name)) continue
    const child = join(path, entry.name)
    if (entry.isDirectory()) yield* filesUnder(child)
    else if (!notBuilt.test(entry.name)) yield child
  }
}

/** Hash of the names and contents of every source file under the given files and folders, relative to `root`. */
export function hashOfSources(root: string, places: readonly string[]): string {
  const hash = createHash('sha256')
  for (const place of places) {
    for (const file of filesUnder(join(root, place))) {
      hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
    }
  }
  return hash.digest('hex')
}

/** Remembers, in a file beside what was built, from which sources it was built. */
export interface BuildStamp {
  isCurrent(): boolean
  write(): void
}

/** Makes the stamp of one build output; `hash` is what its sources hash to now. */
export function buildStamp(file: string, hash: string): BuildStamp {
  return {
    isCurrent: () => existsSync(file) && readFileSync(file, 'utf8') === hash,
    write() {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, hash)
    },
  }
}
