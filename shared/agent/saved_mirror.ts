import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CentreSnapshot, type CentreState, toSnapshot } from '#domain'

/** The last state this machine saw, for a start while the hub is away. */
export interface SavedMirror {
  load(): { readonly snapshot: CentreSnapshot; readonly savedAt: number } | null
  save(centre: CentreState): void
}

const isSnapshot = (value: unknown): value is CentreSnapshot =>
  typeof value === 'object' && value !== null && 'revision' in value && 'live' in value

/** Keeps the mirror in the data folder. It may lag behind: the hub's log tells the rest. */
export function savedMirror(dataDir: string): SavedMirror {
  const file = join(dataDir, 'mirror.json')
  mkdirSync(dataDir, { recursive: true })
  let savedRevision = -1
  return {
    load() {
      try {
        const found: unknown = JSON.parse(readFileSync(file, 'utf8'))
        return isSnapshot(found) ? { snapshot: found, savedAt: statSync(file).mtimeMs } : null
      } catch {
        return null
      }
    },
    save(centre) {
      if (centre.revision === savedRevision) return
      savedRevision = centre.revision
      writeFileSync(`${file}.new`, JSON.stringify(toSnapshot(centre)), { mode: 0o600 })
      renameSync(`${file}.new`, file)
    },
  }
}
