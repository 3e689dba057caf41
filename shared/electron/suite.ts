/**
 * The entry of the installed program: refuses to run weakened, finds out what this machine is for (command line,
 * else the role saved on its first start, else asks), and hands over to the app of that role.
 */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { app } from 'electron'
import { registerAppScheme } from './app_protocol.ts'
import { runHubShell } from './hub_shell.ts'
import { lockDownProcess } from './lock_down.ts'
import { findPlaces } from './places.ts'
import { findRefused } from './refused_switches.ts'
import { chooseRole } from './role_chooser.ts'
import { readSavedRole, saveRole } from './saved_role.ts'
import type { ShellLaunch } from './shell.ts'
import { pageOf, parseShellArguments, type ShellArguments, type SuiteRole } from './shell_arguments.ts'

/** Exit codes as in sysexits.h: EX_USAGE for a bad command line, EX_CONFIG for a refused one. */
const exitUsage = 64
const exitRefused = 78

const appOfRole = { kiosk: 'kiosk', query: 'kiosk', counter: 'counter', display: 'display' } as const

const places = findPlaces({
  packaged: app.isPackaged,
  shell: import.meta.dirname,
  resources: process.resourcesPath,
  platform: process.platform,
  arch: process.arch,
})

function leave(code: number, reason: string): never {
  process.stderr.write(`civic-hall: ${reason}\n`)
  app.exit(code)
  process.exit(code)
}

/**
 * An installation refuses; a checkout does not, unless CIVIC_HALL_PRODUCTION asks for it. An installation made for
 * tests carries a mark in its own folder, where only who could replace the program itself can write.
 */
function refuseWeakened(): void {
  const testBuild = existsSync(join(process.resourcesPath, 'civic-hall-test-build'))
  const strict = process.env.CIVIC_HALL_PRODUCTION === '1' || (app.isPackaged && !testBuild)
  const refused = strict ? findRefused(process.argv, process.env) : []
  if (refused.length > 0) leave(exitRefused, `refuses to start with ${refused.join(' ')}`)
}

function readOptions(): ShellArguments {
  const parsed = parseShellArguments(process.argv)
  return parsed.ok ? parsed.value : leave(exitUsage, `cannot use the value of --${parsed.error}`)
}

/** Each kind of shell has its own data folder, and so its own single instance. */
function becomeSingle(role: SuiteRole, options: ShellArguments): void {
  const kind = role === 'hub' ? role : pageOf(role, options.page)
  const name = [role, kind, options.instance].filter((part) => part !== null).join('-')
  app.setPath('userData', join(app.getPath('userData'), 'shells', name))
  if (!app.requestSingleInstanceLock()) leave(0, `${name} is already running`)
}

async function runRole(role: SuiteRole, options: ShellArguments): Promise<void> {
  const config = options.config ?? join(app.getPath('userData'), `agent-${role}.json`)
  becomeSingle(role, options)
  if (role === 'hub') return runHubShell(places)
  const load = createRequire(join(places.shell, 'suite.cjs'))
  const { start }: { start(launch: ShellLaunch): Promise<void> } = load(`./${appOfRole[role]}.cjs`)
  return start({ role, options, places, config })
}

async function chooseAndRestart(): Promise<void> {
  const role = await chooseRole()
  if (role !== null) {
    saveRole(app.getPath('userData'), role)
    // The role decides the data folder, which must be set before Electron is ready: so begin again.
    app.relaunch()
  }
  app.exit(0)
}

refuseWeakened()
const options = readOptions()
registerAppScheme()
lockDownProcess()
// A window being replaced is for a moment the last one closed; who quits says so.
app.on('window-all-closed', () => undefined)
process.on('SIGTERM', () => app.quit())
process.on('SIGINT', () => app.quit())

const role = options.role ?? readSavedRole(app.getPath('userData'))
const running = role === null ? chooseAndRestart() : runRole(role, options)
running.catch((error: unknown) => leave(1, `could not start: ${String(error)}`))
