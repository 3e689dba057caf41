/**
 * Makes the installers: `node scripts/dist.ts [--linux|--windows] [--x64|--arm64] [--installers]`. Without
 * `--installers` an unpacked program, which is then started once. With an Electron other than the official one (a
 * machine that cannot reach it) the result is for tests and says so.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Arch, build, Platform } from 'electron-builder'
import { afterPack, wrongFuses } from './after_pack.ts'
import { provePackages, provePacked } from './dist_proof.ts'
import { stageName, stagePrograms, stageShell, type Target } from './dist_stage.ts'
import { debParts, packedRules } from './dist_udev.ts'
import { provisionElectron } from './provision_electron.ts'

const root = join(import.meta.dirname, '..')
const { values } = parseArgs({
  options: {
    linux: { type: 'boolean', default: false },
    windows: { type: 'boolean', default: false },
    x64: { type: 'boolean', default: false },
    arm64: { type: 'boolean', default: false },
    installers: { type: 'boolean', default: false },
  },
})

const target: Target = {
  platform: values.windows || (process.platform === 'win32' && !values.linux) ? 'win32' : 'linux',
  arch: values.arm64 || (process.arch === 'arm64' && !values.x64) ? 'arm64' : 'x64',
}
const isOwn = target.platform === process.platform && target.arch === process.arch

/** The Electron to pack: electron-builder fetches the official one itself when it can; else the one for tests. */
async function electronOptions(): Promise<{ electronDist?: string; electronVersion?: string }> {
  const runtime = isOwn ? await provisionElectron(console.log) : null
  if (runtime === null) return {}
  if (runtime.source !== 'official') {
    console.log(`  packing Electron ${runtime.version} for tests: this is not a production build`)
  }
  return { electronDist: runtime.folder, electronVersion: runtime.version }
}

function unpackedFolder(): string {
  const system = target.platform === 'win32' ? 'win' : 'linux'
  return join(root, 'dist', `${system}${target.arch === 'x64' ? '' : `-${target.arch}`}-unpacked`)
}

async function pack(): Promise<void> {
  const system = target.platform === 'win32' ? Platform.WINDOWS : Platform.LINUX
  const arch = target.arch === 'x64' ? Arch.x64 : Arch.arm64
  const installer = target.platform === 'win32' ? 'nsis' : 'deb'
  await build({
    projectDir: root,
    targets: system.createTarget(values.installers ? [installer] : ['dir'], arch),
    config: {
      extends: join(root, 'electron-builder.yml'),
      ...(installer === 'deb' ? { deb: debParts(root, join(root, 'out', 'stage')) } : {}),
      // The shell is bundled and the programs' packages are staged: there is nothing for electron-builder to collect.
      beforeBuild: async () => false,
      afterPack,
      ...(await electronOptions()),
    },
    publish: 'never',
  })
}

execFileSync(process.execPath, [join(root, 'scripts', 'build.ts')], { stdio: 'inherit' })
const stage = join(root, 'out', 'stage')
console.log(`civic-hall dist: staging ${stageName(target)}`)
stageShell(root, stage)
stagePrograms(root, stage, target)
rmSync(unpackedFolder(), { recursive: true, force: true })
await pack()

const program = join(unpackedFolder(), target.platform === 'win32' ? 'civic-hall.exe' : 'civic-hall')
if (existsSync(program)) {
  const wrong = await wrongFuses(program)
  console.log(wrong.length === 0 ? '  all fuses as shipped' : `  fuses not as shipped: ${wrong.join(', ')}`)
  if (target.platform === 'linux' && !existsSync(packedRules(unpackedFolder())))
    throw new Error('the packed program has no udev rules')
}
if (isOwn) {
  const packages = provePackages(unpackedFolder())
  console.log(`civic-hall dist: the packed Node loads ${packages.join(', ')}`)
}
if (isOwn && target.platform === 'linux' && !values.installers) {
  const proof = await provePacked(unpackedFolder(), join(root, 'dist', 'kiosk.png'))
  console.log(`civic-hall dist: started once: ${proof.address} says “${proof.heading}” (${proof.picture})`)
}
