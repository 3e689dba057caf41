import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, join, sep } from 'node:path'
import { packageClosure, packagesImported } from './dist_closure.ts'
import { licenceTexts } from './notice/licence_texts.ts'

/** A system an installer is made for, in Node's words. */
export interface Target {
  readonly platform: 'linux' | 'win32'
  readonly arch: 'x64' | 'arm64'
}

/** What an installation runs from sources, and the built pages the hub serves; tests are not among it. */
const programSources = [
  'shared/basics',
  'shared/ticket',
  'shared/domain',
  'shared/protocol',
  'shared/client',
  'shared/agent',
  'shared/postgres',
  'shared/sqlite',
  'shared/signing',
  'shared/media',
  'drivers',
  'hub',
  'city',
  'resources',
  // Tools for whoever sets devices up.
  'scripts/drivers',
  'scripts/drivers.ts',
  'out/pages',
]
const leftOut = [
  join('hub', 'console'),
  join('city', 'page'),
  join('drivers', 'simulator', 'dock'),
  join('resources', 'build'),
  join('resources', 'tools'),
]

const systemName = (platform: string) => (platform === 'win32' ? 'win' : platform)

/** electron-builder's name of a target's stage folder: its `${os}-${arch}`. */
export const stageName = ({ platform, arch }: Target) => `${systemName(platform)}-${arch}`

/** The folder whose node_modules are the target's: our own for this machine, one npm fills for another. */
function packagesFor(root: string, target: Target): string {
  if (target.platform === process.platform && target.arch === process.arch) return root
  const folder = join(root, '.cache', 'dist', stageName(target))
  mkdirSync(folder, { recursive: true })
  for (const file of ['package.json', 'package-lock.json', '.npmrc'])
    copyFileSync(join(root, file), join(folder, file))
  const options = ['--omit=dev', '--ignore-scripts', `--os=${target.platform}`, `--cpu=${target.arch}`]
  const run = spawnSync('npm', ['ci', ...options, '--loglevel=error'], { cwd: folder, stdio: 'inherit' })
  if (run.status !== 0) throw new Error(`npm could not install the packages for ${stageName(target)}`)
  return folder
}

function copySources(root: string, suite: string): void {
  for (const place of programSources) {
    if (!existsSync(join(root, place))) continue
    cpSync(join(root, place), join(suite, place), {
      recursive: true,
      filter: (source) =>
        !leftOut.some((part) => source === join(root, part) || source.startsWith(join(root, part) + sep)) &&
        !/\.(test|model)\.ts$|tsconfig\.json$/.test(source),
    })
  }
}

/** Copies one package without what no program reads. */
function copyPackage(from: string, to: string): void {
  cpSync(from, to, {
    recursive: true,
    dereference: true,
    filter: (source) =>
      source === from || !/(?:^|[\\/])node_modules$|\.(md|map|d\.[cm]?ts|markdown)$/.test(source),
  })
}

/** Stages the sources, the packages they import and their Node for one target under `stage`. */
export function stagePrograms(root: string, stage: string, target: Target): void {
  const folder = join(stage, stageName(target))
  rmSync(folder, { recursive: true, force: true })
  const suite = join(folder, 'suite')
  mkdirSync(suite, { recursive: true })
  copySources(root, suite)
  // Where nobody has npm, `npm run promote` and its like go by this name.
  cpSync(join(root, 'resources', 'tools'), suite, { recursive: true })
  const { name, version, type, imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  writeFileSync(join(suite, 'package.json'), JSON.stringify({ name, version, type, imports }, null, 2))
  const packages = packagesFor(root, target)
  for (const place of packageClosure(packages, packagesImported(suite))) {
    copyPackage(join(packages, place), join(suite, place))
  }
  for (const file of ['LICENSE', 'NOTICE.md']) copyFileSync(join(root, file), join(suite, file))
  writeFileSync(join(suite, 'licences.txt'), licenceTexts(root, packages))
  stageNode(packages, folder, target)
}

function stageNode(packages: string, folder: string, target: Target): void {
  const node = `node-${stageName(target)}`
  const program = target.platform === 'win32' ? 'node.exe' : 'node'
  mkdirSync(join(folder, 'node'), { recursive: true })
  copyFileSync(join(packages, 'node_modules', node, 'bin', program), join(folder, 'node', program))
  chmodSync(join(folder, 'node', program), 0o755)
  copyFileSync(join(packages, 'node_modules', node, 'LICENSE'), join(folder, 'node', 'LICENSE'))
}

/** Stages the shell and the pages: what goes into the asar, with a manifest of its own that needs no package. */
export function stageShell(root: string, stage: string): void {
  const app = join(stage, 'app')
  rmSync(app, { recursive: true, force: true })
  for (const part of ['shell', 'pages'])
    cpSync(join(root, 'out', part), join(app, 'out', part), { recursive: true })
  const { name, version, description, license, main } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  )
  const manifest = {
    name,
    productName: 'Civic Hall',
    version,
    description,
    license,
    main,
    author: 'Civic Hall',
  }
  writeFileSync(
    join(app, 'package.json'),
    JSON.stringify({ ...manifest, homepage: `https://${basename(name)}.invalid/` }, null, 2),
  )
}
