import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses'

/** What every shipped Electron has burnt in (Electron security checklist, item 19). */
const shippedFuses = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
} as const

const fuses = Object.entries(FuseV1Options).flatMap(([name, option]) =>
  typeof option === 'number' ? [{ name, option }] : [],
)

async function burn(program: string): Promise<void> {
  const present = await getCurrentFuseWire(program)
  const missing = fuses.filter(({ option }) => present[option] === undefined)
  if (missing.length === 0) {
    await flipFuses(program, { version: FuseVersion.V1, strictlyRequireAllFuses: true, ...shippedFuses })
    return
  }
  // Only an older Electron than the one we ship lacks any: the runtime a test build is made with.
  console.log(`  this Electron has no fuse ${missing.map(({ name }) => name).join(', ')}: not for production`)
  const able = Object.entries(shippedFuses).filter(([option]) => present[Number(option) as FuseV1Options])
  await flipFuses(program, { version: FuseVersion.V1, ...Object.fromEntries(able) })
}

/** The fuses of a program that are not as shipped, by name. */
export async function wrongFuses(program: string): Promise<readonly string[]> {
  const present = await getCurrentFuseWire(program)
  return fuses
    .filter(({ option }) => present[option] !== (shippedFuses[option] ? FuseState.ENABLE : FuseState.DISABLE))
    .map(({ name }) => name)
}

/** electron-builder's hook: removes the app a test runtime came with, and burns the fuses of the packed program, before it is signed. */
export async function afterPack({ appOutDir }: { readonly appOutDir: string }): Promise<void> {
  const program = readdirSync(appOutDir).find((name) => name === 'civic-hall' || name === 'civic-hall.exe')
  if (program === undefined) throw new Error(`no program in ${appOutDir}`)
  rmSync(join(appOutDir, 'resources', 'app'), { recursive: true, force: true })
  await burn(join(appOutDir, program))
}
