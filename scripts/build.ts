/**
 * Builds what a browser or Electron loads: the pages into out/pages, the shell into out/shell. Hub, agent and city
 * are not built: they run from their sources. Skips what is up to date; `--force` builds all the same, and naming a
 * part (`pages`, `shell`) builds only that one.
 */
import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { argv } from 'node:process'
import { buildStamp, hashOfSources } from './build_stamp.ts'

const root = join(import.meta.dirname, '..')

/** One output: what it is made from, and how it is made in a folder; `make` returns the names of what it made. */
interface Part {
  readonly name: string
  readonly sources: readonly string[]
  readonly make: (folder: string) => Promise<readonly string[]>
}

// The builders are loaded only when needed: a build that has nothing to do must not cost the loading of Vite.
const pages: Part = {
  name: 'pages',
  sources: [
    'kiosk/renderer',
    'counter/renderer',
    'display/renderer',
    'setup/renderer',
    'hub/console',
    'city/page',
    'drivers/simulator',
    'shared/basics',
    'shared/ticket',
    'shared/domain',
    'shared/protocol',
    'shared/client',
    'shared/ui',
  ],
  make: async (folder) => (await import('./build_pages.ts')).buildPages(root, folder),
}
const shell: Part = {
  name: 'shell',
  sources: [
    'shared/electron',
    'shared/basics',
    'shared/ticket',
    'shared/protocol',
    'setup/preload',
    ...['kiosk', 'counter', 'display'].flatMap((app) => [`${app}/main`, `${app}/preload`]),
  ],
  make: async (folder) => (await import('./build_shell.ts')).buildShell(root, folder),
}
const recipe = ['package.json', 'package-lock.json', 'scripts/build.ts']

async function buildPart({ name, sources, make }: Part): Promise<void> {
  const folder = join(root, 'out', name)
  const hash = hashOfSources(root, [...sources, ...recipe, `scripts/build_${name}.ts`])
  const stamp = buildStamp(join(root, 'out', `.${name}.stamp`), hash)
  if (!argv.includes('--force') && existsSync(folder) && stamp.isCurrent()) return
  console.log(`civic-hall build: ${name}`)
  // Built beside and then moved: what is there goes on working while it builds, and when it fails.
  const fresh = `${folder}.${process.pid}`
  try {
    const made = await make(fresh)
    rmSync(folder, { recursive: true, force: true })
    renameSync(fresh, folder)
    stamp.write()
    console.log(`civic-hall build: ${name}: ${made.join(', ') || 'none'}`)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

const named = [pages, shell].filter(({ name }) => argv.includes(name))
try {
  for (const part of named.length > 0 ? named : [pages, shell]) await buildPart(part)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
