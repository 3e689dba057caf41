import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/**
 * `node scripts/nightly/hid_in_qemu.ts`: the card reader's driver over node-hid and a HID device of a real kernel's own
 * (UHID), which this machine's kernel may not have: Debian's kernel with its modules, a small root in memory and QEMU.
 * Needs Linux on x64 and Debian's packages below; the kernel is fetched, not installed.
 */
const root = resolve(import.meta.dirname, '..', '..')
const needed = { 'qemu-system-x86_64': 'qemu-system-x86', cpio: 'cpio', busybox: 'busybox-static' }
const cache = join(root, '.cache', 'qemu')
/** The kernel's modules, each after those it needs. */
const modules = ['hid/hid.ko', 'hid/hid-generic.ko', 'hid/uhid.ko']
/** What of this project runs inside, and the packages it needs there. */
const sources = ['drivers', 'shared/basics', 'scripts/nightly', 'package.json']
const packages = ['node-hid', 'pkg-prebuilds', 'node-addon-api', 'zod']
const wellLine = 'hid: all is well'
/** A loaded machine needs many times the usual dozen seconds. */
const longest = 280_000

const say = (line: string) => process.stdout.write(`${line}\n`)

function run(command: string, args: readonly string[], cwd = root): string {
  const { status, stdout, stderr } = spawnSync(command, [...args], { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
  return stdout
}

const which = (command: string): string | null => {
  const { status, stdout } = spawnSync('which', [command], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : null
}

/** Debian's kernel and the modules wanted of it: the folder they lie in. */
function kernelFolder(): string {
  const folder = join(cache, 'kernel')
  if (existsSync(join(folder, 'boot'))) return folder
  mkdirSync(folder, { recursive: true })
  const depends = run('apt-cache', ['depends', 'linux-image-amd64'])
  const name = /Depends: (linux-image-\S+)/.exec(depends)?.[1]
  if (name === undefined) throw new Error('no kernel package is known: apt-get update')
  run('apt-get', ['download', name], cache)
  const deb = readdirSync(cache).find((file) => file.startsWith(name))
  const wanted = "./boot './lib/modules/*/kernel/drivers/hid'"
  const file = join(cache, deb ?? '')
  run('sh', ['-c', `dpkg-deb --fsys-tarfile ${file} | tar -x -C ${folder} --wildcards ${wanted}`])
  rmSync(file)
  return folder
}

/** Puts a program and the libraries it is linked with into the root. */
function putProgram(into: string, file: string, at: string): void {
  cpSync(file, join(into, at))
  chmodSync(join(into, at), 0o755)
  putLibraries(into, file)
}

function putLibraries(into: string, file: string): void {
  const { stdout } = spawnSync('ldd', [file], { encoding: 'utf8' })
  for (const [, library = ''] of stdout.matchAll(/(\/\S+\.so\S*)/g)) {
    mkdirSync(join(into, dirname(library)), { recursive: true })
    cpSync(realpathSync(library), join(into, library))
  }
}

const init = (folder: string) => `#!/bin/busybox sh
/bin/busybox mount -t devtmpfs none /dev
/bin/busybox mount -t proc none /proc
/bin/busybox mount -t sysfs none /sys
${modules.map((file) => `/bin/busybox insmod ${folder}/${file}`).join('\n')}
cd /app && /bin/node scripts/nightly/hid_guest.ts
/bin/busybox poweroff -f
`

/** Builds the root in memory and returns its archive. */
function buildRoot(work: string, kernel: string): string {
  const into = join(work, 'root')
  for (const folder of ['bin', 'dev', 'proc', 'sys', 'tmp', 'lib/modules', 'app/node_modules'])
    mkdirSync(join(into, folder), { recursive: true })
  putProgram(into, which('busybox') ?? '', 'bin/busybox')
  putProgram(into, realpathSync(process.execPath), 'bin/node')
  const version = readdirSync(join(kernel, 'lib', 'modules'))[0] ?? ''
  for (const file of modules) {
    const from = join(kernel, 'lib', 'modules', version, 'kernel', 'drivers', file)
    cpSync(from, join(into, 'lib', 'modules', file), { recursive: true })
  }
  for (const source of sources) cpSync(join(root, source), join(into, 'app', source), { recursive: true })
  for (const name of packages)
    cpSync(realpathSync(join(root, 'node_modules', name)), join(into, 'app', 'node_modules', name), {
      recursive: true,
    })
  const builds = join(root, 'node_modules', 'node-hid', 'prebuilds', 'HID_hidraw-linux-x64')
  for (const file of readdirSync(builds)) putLibraries(into, join(builds, file))
  writeFileSync(join(into, 'init'), init('/lib/modules'), { mode: 0o755 })
  if (!existsSync(join(into, 'lib64'))) symlinkSync('lib', join(into, 'lib64'))
  const archive = join(work, 'root.cpio')
  run('sh', ['-c', `find . | cpio -o -H newc --quiet > ${archive}`], into)
  return archive
}

/** Runs the machine until it says that all is well, ends or is too slow. */
function runMachine(kernel: string, archive: string): Promise<boolean> {
  const boot = join(kernel, 'boot')
  const image = readdirSync(boot).find((file) => file.startsWith('vmlinuz')) ?? ''
  const machine = spawn(
    'qemu-system-x86_64',
    [
      // Never KVM: inside a virtual machine it may be offered and hang.
      ...['-machine', 'accel=tcg', '-cpu', 'max', '-m', '1024'],
      ...['-nographic', '-no-reboot', '-nic', 'none'],
      ...['-kernel', join(boot, image), '-initrd', archive],
      ...['-append', 'console=ttyS0 quiet panic=-1 rdinit=/init'],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  return new Promise((done) => {
    let said = ''
    const limit = setTimeout(() => machine.kill('SIGKILL'), longest)
    machine.stdout.on('data', (text: Buffer) => {
      process.stdout.write(text)
      said += text.toString('utf8')
    })
    machine.once('exit', () => {
      clearTimeout(limit)
      done(said.includes(wellLine))
    })
  })
}

const missing = Object.entries(needed).flatMap(([command, name]) => (which(command) === null ? [name] : []))
if (process.platform !== 'linux' || process.arch !== 'x64' || missing.length > 0) {
  say(`needs Linux on x64 and Debian's packages: ${missing.join(' ')}`)
  process.exit(2)
}
const began = Date.now()
const work = mkdtempSync(join(tmpdir(), 'civic-hall-qemu-'))
try {
  const kernel = kernelFolder()
  const isWell = await runMachine(kernel, buildRoot(work, kernel))
  say(`${isWell ? 'well' : 'NOT well'} after ${Math.round((Date.now() - began) / 1_000)} s`)
  process.exitCode = isWell ? 0 : 1
} finally {
  rmSync(work, { recursive: true, force: true })
}
