import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** A package that an installer carries, by itself or bundled into the pages. */
export interface ShippedPackage {
  /** Where npm lays it, from the root: `node_modules/pg`. */
  readonly place: string
  readonly name: string
  readonly version: string
  /** SPDX expression. */
  readonly licence: string
}

const lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
    }),
  ),
})

/** Tools by which a package gets here, and yet it is shipped: the shell's own program. */
const shippedTools: readonly string[] = ['node_modules/electron']

/** Packages whose manifest names no licence, and where they state it. */
const stated: Readonly<Record<string, string>> = {
  // The end of its README.
  'node_modules/node-bitmap': 'MIT',
}

/** Every package the lock file has for what is shipped, of all systems, by name. Throws for one without a licence. */
export function shippedPackages(root: string): readonly ShippedPackage[] {
  const { packages } = lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')))
  return Object.entries(packages)
    .filter(
      ([place, { dev, devOptional }]) =>
        place !== '' && (shippedTools.includes(place) || !(dev === true || devOptional === true)),
    )
    .map(([place, { version = '', license }]) => {
      const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
      const licence = license ?? stated[place]
      if (licence === undefined) throw new Error(`${place} names no licence: look it up and state it here`)
      return { place, name, version, licence }
    })
    .sort((a, b) => (a.name === b.name ? 0 : a.name < b.name ? -1 : 1))
}
