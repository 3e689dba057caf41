/**
 * Brings a fresh clone to where `npm start` and `npm test` can run, and does nothing when it is there already:
 * npm packages, Debian packages, an Electron, the built pages. Runs on the Node a machine happens to have (20 or
 * later) and before any package is installed, so it is plain JavaScript that imports only Node's own modules.
 * `--test`: everything the whole test suite needs; `--electron`: what an Electron window needs.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { argv, env, exit, getuid, platform } from 'node:process'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const forTests = argv.includes('--test')

const shellPackages = [
  'xvfb',
  'xauth',
  'unzip',
  'libnss3',
  'libatk1.0-0',
  'libatk-bridge2.0-0',
  'libcups2',
  'libgtk-3-0',
  'libgbm1',
  'libasound2',
  'libxss1',
  'libxtst6',
  'fonts-noto-cjk',
]
const testPackages = [
  'chromium',
  'socat',
  'strace',
  'nftables',
  'iproute2',
  'faketime',
  'zbar-tools',
  'espeak-ng',
]

/** @param {string} line */
function say(line) {
  console.log(`civic-hall setup: ${line}`)
}

/**
 * Runs a program and tells whether it succeeded; shows what it prints, or only what it complains of.
 * @param {string} command @param {readonly string[]} parameters @param {'all' | 'complaints'} shown
 */
function run(command, parameters, shown) {
  const result = spawnSync(command, [...parameters], {
    cwd: root,
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['inherit', shown === 'all' ? 'inherit' : 'ignore', 'inherit'],
    shell: platform === 'win32',
  })
  return result.status === 0
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>} */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {}
  } catch {
    return {}
  }
}

function localNode() {
  return join(root, 'node_modules', '.bin', platform === 'win32' ? 'node.cmd' : 'node')
}

/** Whether node_modules holds what package-lock.json says (npm keeps its own record of what it installed). */
function packagesAreCurrent() {
  const installed = lockedPackages(join(root, 'node_modules', '.package-lock.json'))
  if (!existsSync(localNode())) return false
  return Object.entries(lockedPackages(join(root, 'package-lock.json'))).every(([path, wanted]) => {
    if (path === '' || wanted.version === undefined) return true
    const found = installed[path]
    return found === undefined ? wanted.optional || wanted.devOptional : found.version === wanted.version
  })
}

/**
 * Runs npm, keeping what it complains of; null when it succeeded.
 * @param {...string} parameters
 */
function npmComplaint(...parameters) {
  const options = [...parameters, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const result = spawnSync('npm', options, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'inherit', 'pipe'],
    shell: platform === 'win32',
  })
  return result.status === 0 ? null : result.error?.message || result.stderr
}

function installPackages() {
  if (packagesAreCurrent()) return
  say('installing npm packages')
  // A mirror that lacks packages of other systems makes `npm ci` call the lock file incomplete; `install` does not
  // mind, and takes the same locked versions.
  if (npmComplaint('ci') === null) return
  const complaint = npmComplaint('install', '--no-save')
  if (complaint === null) return
  console.error(complaint)
  say('npm could not install the packages of package-lock.json: is the npm registry reachable?')
  exit(1)
}

/** @param {readonly string[]} wanted @returns {readonly string[]} */
function missingDebianPackages(wanted) {
  const query = spawnSync('dpkg-query', ['-W', '-f', '\x24{Package} \x24{Status}\n', ...wanted], {
    encoding: 'utf8',
  })
  if (query.error) return []
  const lines = query.stdout.split('\n')
  const present = new Set(
    lines.filter((line) => line.endsWith(' installed')).map((line) => line.split(' ')[0]?.split(':')[0]),
  )
  return wanted.filter((name) => !present.has(name))
}

/** @param {readonly string[]} wanted */
function installDebianPackages(wanted) {
  if (platform !== 'linux') return
  const missing = missingDebianPackages(wanted)
  if (missing.length === 0) return
  const parameters = ['install', '-y', '--no-install-recommends', ...missing]
  if (getuid?.() !== 0) {
    say(
      `these Debian packages are missing and only root may install them: sudo apt-get ${parameters.join(' ')}`,
    )
    return
  }
  say(`installing Debian packages: ${missing.join(' ')}`)
  run('apt-get', ['-qq', 'update'], 'complaints')
  if (run('apt-get', ['-qq', ...parameters], 'complaints')) return
  say(`could not install ${missingDebianPackages(wanted).join(' ')}; tests that need them will say so`)
}

/** Whether this start is going to open Electron windows; `npm start --headless` reaches us as npm's own setting. */
function wantsElectron() {
  if (forTests || argv.includes('--electron')) return true
  if (env.npm_config_headless || env.CIVIC_HALL_HEADLESS || argv.includes('--headless')) return false
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

/** @param {string} script @param {...string} parameters */
function runScript(script, ...parameters) {
  return run(localNode(), [join(root, 'scripts', script), ...parameters], 'all')
}

installPackages()
if (wantsElectron()) {
  installDebianPackages(forTests ? [...shellPackages, ...testPackages] : shellPackages)
  if (!runScript('provision_electron.ts')) say('going on without Electron: the pages work in any browser')
}
if (!runScript('build.ts')) {
  say('the pages could not be built')
  exit(1)
}
