/**
 * The entry of the installed program: refuses to run weakened, finds out what this machine is for (command line,
 * else the role saved on its first start, else asks), sets it up when it is not yet (or `--setup` asks for it), and
 * hands over to the app of that role.
 */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { app } from 'electron'
import type { ShellRole } from '#protocol'
import { registerAppScheme } from './app_protocol.ts'
import { runHubShell } from './hub_shell.ts'
import { lockDownProcess } from './lock_down.ts'
import { findPlaces } from './places.ts'
import { findRefused } from './refused_switches.ts'
import { chooseRole } from './role_chooser.ts'
import { forgetRole, readSavedRole, type SavedRole, saveRole } from './saved_role.ts'
import { machineIsSetUp, setUpHub, setUpMachine } from './setup/first_start.ts'
import { readHubFolder, usualHubFolder } from './setup/hub_folder.ts'
import type { SetupEnd } from './setup/setup_window.ts'
import type { ShellLaunch } from './shell.ts'
import {
  asksForSetup,
  type PageName,
  pageOf,
  parseShellArguments,
  type ShellArguments,
  type SuiteRole,
} from './shell_arguments.ts'

/** Exit codes as in sysexits.h: EX_USAGE for a bad command line, EX_CONFIG for a refused one. */
const exitUsage = 64
const exitRefused = 78

/** A counter's shell shows the page of what the hub says the device is; all others their role's own. */
const pageOfDevice: Readonly<Record<string, PageName>> = { guide: 'guide', pad: 'pad' }

const appOfRole = { kiosk: 'kiosk', query: 'kiosk', counter: 'counter', display: 'display' } as const

/** Before the role gets a folder of its own in it. */
const userData = app.getPath('userData')

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
  app.setPath('userData', join(userData, 'shells', name))
  if (!app.requestSingleInstanceLock()) leave(0, `${name} is already running`)
  // A locked page has no menu: a second start with --setup is how the technician gets to the set-up.
  app.on('second-instance', (_event, argv) => {
    if (asksForSetup(argv)) startAgain('--setup')
  })
}

function startAgain(...more: readonly string[]): void {
  const kept = process.argv.slice(1).filter((argument) => argument !== '--setup')
  app.relaunch({ args: [...kept, ...more] })
  app.quit()
}

/** Asks for the role again: this machine is for something else. */
function chooseOtherRole(): never {
  forgetRole(userData)
  const kept = process.argv.slice(1).filter((argument) => !/^--(setup$|role=)/.test(argument))
  app.relaunch({ args: kept })
  app.exit(0)
  process.exit(0)
}

/** Whether there is something to go on with after a set-up: what it kept, or what had been kept before. */
function goesOn(end: SetupEnd, isSetUp: boolean): boolean {
  if (end === 'other-role') chooseOtherRole()
  return end === 'done' || isSetUp
}

async function runHub(options: ShellArguments): Promise<void> {
  const { CIVIC_HALL_DATA: data, CIVIC_HALL_CENTRE: centre } = process.env
  const given = data ?? (centre === undefined ? null : usualHubFolder(userData))
  await app.whenReady()
  const isSetUp = () => readHubFolder(userData) !== null
  if (given === null && (options.setup || !isSetUp())) {
    if (!goesOn(await setUpHub({ places, userData }), isSetUp())) return app.exit(0)
  }
  return runHubShell(places, given ?? readHubFolder(userData) ?? usualHubFolder(userData))
}

/** Sets a machine up where that is due; the page it shows, or null when there is nothing to start with. */
async function readyMachine(
  role: ShellRole,
  options: ShellArguments,
  config: string,
): Promise<{ readonly page: PageName | null } | null> {
  const isDemo = Boolean(process.env.CIVIC_HALL_AGENT_URL)
  if (isDemo || (machineIsSetUp(config) && !options.setup)) return options
  await app.whenReady()
  const { end, deviceRole } = await setUpMachine({ places, userData }, role, config)
  if (!goesOn(end, machineIsSetUp(config))) return null
  const page = options.page ?? pageOfDevice[deviceRole ?? ''] ?? null
  if (options.instance === null) saveRole(userData, page === null ? { role } : { role, page })
  return { page }
}

async function runRole(role: SuiteRole, options: ShellArguments): Promise<void> {
  becomeSingle(role, options)
  if (role === 'hub') return runHub(options)
  const config = options.config ?? join(userData, `agent-${role}.json`)
  const ready = await readyMachine(role, options, config)
  if (ready === null) return app.exit(0)
  const load = createRequire(join(places.shell, 'suite.cjs'))
  const { start }: { start(launch: ShellLaunch): Promise<void> } = load(`./${appOfRole[role]}.cjs`)
  return start({ role, options: { ...options, page: ready.page }, places, config })
}

async function chooseAndRestart(): Promise<void> {
  const role = await chooseRole()
  if (role !== null) {
    saveRole(userData, { role })
    // The role decides the data folder, which must be set before Electron is ready: so begin again.
    app.relaunch()
  }
  app.exit(0)
}

/** What this machine is: as the command line says, else as it was saved. */
function findRole(options: ShellArguments): SavedRole | null {
  const saved = readSavedRole(userData)
  return options.role === null || options.role === saved?.role ? saved : { role: options.role }
}

refuseWeakened()
const options = readOptions()
registerAppScheme()
lockDownProcess()
// A window being replaced is for a moment the last one closed; who quits says so.
app.on('window-all-closed', () => undefined)
process.on('SIGTERM', () => app.quit())
process.on('SIGINT', () => app.quit())

const found = findRole(options)
const running =
  found === null
    ? chooseAndRestart()
    : runRole(found.role, { ...options, page: options.page ?? found.page ?? null })
running.catch((error: unknown) => leave(1, `could not start: ${String(error)}`))
