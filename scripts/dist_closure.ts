import { existsSync, globSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { importsOf } from './walls/crossings.ts'

const packageOf = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** The packages the sources in a folder import by name. */
export function packagesImported(folder: string): readonly string[] {
  const names = globSync('**/*.ts', { cwd: folder, exclude: (path) => path === 'node_modules' })
    .flatMap((file) => importsOf(readFileSync(join(folder, file), 'utf8')))
    .filter((name) => !name.startsWith('.') && !name.startsWith('#') && !isBuiltin(name))
    .map(packageOf)
  return [...new Set(names)].sort()
}

/** Where Node would find a package from a folder: the nearest node_modules that has it, none above `root`. */
function locate(root: string, from: string, name: string): string | null {
  for (let folder = from; folder.startsWith(root); folder = dirname(folder)) {
    const place = join(folder, 'node_modules', name)
    if (existsSync(join(place, 'package.json'))) return place
  }
  return null
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/**
 * The folders, relative to `root`, of the named packages and of everything they need, as npm has laid them out. A
 * package that is optional and not there (another system's binary) is left out; any other missing one throws.
 */
export function packageClosure(root: string, names: readonly string[]): readonly string[] {
  const found = new Set<string>()
  const visit = (from: string, name: string, isNeeded: boolean) => {
    const place = locate(root, from, name)
    if (place === null) {
      if (isNeeded) throw new Error(`${name} is not installed`)
      return
    }
    if (found.has(place)) return
    found.add(place)
    const manifest: Manifest = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'))
    const optional = { ...manifest.peerDependencies, ...manifest.optionalDependencies }
    for (const need of Object.keys(manifest.dependencies ?? {})) visit(place, need, !(need in optional))
    for (const need of Object.keys(optional)) visit(place, need, false)
  }
  for (const name of names) visit(root, name, true)
  return [...found].map((place) => relative(root, place)).sort()
}
