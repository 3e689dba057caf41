/**
 * Builds what a browser or Electron loads: the pages into out/pages, the shell into out/shell. Hub, agent and city
 * are not built: they run from their sources. Skips what is up to date (`--force` builds all the same).
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { argv } from 'node:process'
import { buildStamp, hashOfSources } from './build_stamp.ts'

const root = join(import.meta.dirname, '..')

const pageSources = [
  'kiosk/renderer',
  'counter/renderer',
  'display/renderer',
  'hub/console',
  'city/page',
  'drivers/simulator',
  'shared/basics',
  'shared/domain',
  'shared/protocol',
  'shared/client',
  'shared/ui',
]
const shellSources = [
  'shared/electron',
  'shared/basics',
  'shared/protocol',
  ...['kiosk', 'counter', 'display'].flatMap((app) => [`${app}/main`, `${app}/preload`]),
]
const recipe = ['package.json', 'package-lock.json', 'scripts/build.ts']

async function buildPart(
  name: string,
  sources: readonly string[],
  make: (folder: string) => Promise<readonly string[]>,
): Promise<void> {
  const folder = join(root, 'out', name)
  const hash = hashOfSources(root, [...sources, ...recipe, `scripts/build_${name}.ts`])
  const stamp = buildStamp(join(root, 'out', `.${name}.stamp`), hash)
  if (!argv.includes('--force') && existsSync(folder) && stamp.isCurrent()) return
  console.log(`civic-hall build: ${name}`)
  const made = await make(folder)
  stamp.write()
  console.log(`civic-hall build: ${name}: ${made.join(', ') || 'none'}`)
}

// The builders are loaded only when needed: a build that has nothing to do must not cost the loading of Vite.
await buildPart('pages', pageSources, async (folder) =>
  (await import('./build_pages.ts')).buildPages(root, folder),
)
await buildPart('shell', shellSources, async (folder) =>
  (await import('./build_shell.ts')).buildShell(root, folder),
)
