import { join } from 'node:path'

/** Where the parts of the suite lie on this machine; all absolute paths. */
export interface Places {
  /** The built pages. */
  readonly pages: string
  /** The bundles of the shell itself. */
  readonly shell: string
  /** The folder hub, agent and city run in: their sources and packages. */
  readonly programs: string
  /** The Node program they run on; never Electron's own. */
  readonly node: string
}

/** What `findPlaces` needs to know of the running program. */
export interface Whereabouts {
  readonly packaged: boolean
  /** The folder of the running bundle. */
  readonly shell: string
  /** Electron's `process.resourcesPath`. */
  readonly resources: string
  readonly platform: string
  readonly arch: string
}

/** Finds the parts of the suite: beside the sources in a checkout, in the resources folder of an installation. */
export function findPlaces({ packaged, shell, resources, platform, arch }: Whereabouts): Places {
  const program = platform === 'win32' ? 'node.exe' : 'node'
  const system = platform === 'win32' ? 'win' : platform
  const pages = join(shell, '..', 'pages')
  if (packaged) {
    return { pages, shell, programs: join(resources, 'suite'), node: join(resources, 'node', program) }
  }
  const programs = join(shell, '..', '..')
  return {
    pages,
    shell,
    programs,
    node: join(programs, 'node_modules', `node-${system}-${arch}`, 'bin', program),
  }
}
