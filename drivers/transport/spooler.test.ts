import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { err, ok } from '#basics'
import { transportAt } from './address.ts'
import { isQueueName, type SpoolerCommands, spoolerOf, spoolerTransport } from './spooler.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'civic-hall-lp-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A stand-in for a program of CUPS, which writes down its arguments and what it was given. */
async function standIn(name: 'lp' | 'lpstat', end: string): Promise<void> {
  const script = `#!/bin/sh\nprintf '%s\\n' "$@" > "${folder}/${name}.args"\n${end}\n`
  await writeFile(join(folder, name), script)
  await chmod(join(folder, name), 0o755)
}

/** The system's own commands, with the stand-ins instead of what is installed. */
function commands(limitMs = 15_000): SpoolerCommands {
  const real = spoolerOf('linux')
  const there = <T extends { program: string; limitMs: number }>(run: T): T => ({
    ...run,
    program: join(folder, run.program),
    limitMs,
  })
  return {
    ...real,
    check: (queue) => there(real.check(queue)),
    raw: (queue, bytes) => there(real.raw(queue, bytes)),
  }
}

async function open(queue: string, given = commands()) {
  return spoolerTransport(queue, given).open({ onData() {}, onClosed() {} })
}

async function written(bytes: Uint8Array, given = commands()) {
  const opened = await open('kiosk', given)
  return opened.ok ? opened.value.write(bytes) : opened
}

const everyByte = Uint8Array.from({ length: 256 }, (_, i) => i)

describe('a queue of CUPS', () => {
  test('gets every byte as it is, as one raw job', async () => {
    await standIn('lpstat', 'exit 0')
    await standIn('lp', `cat > "${folder}/job"`)
    expect(await written(everyByte)).toEqual(ok(undefined))
    expect([...(await readFile(join(folder, 'job')))]).toEqual([...everyByte])
    expect((await readFile(join(folder, 'lp.args'), 'utf8')).trim().split('\n')).toEqual([
      '-d',
      'kiosk',
      '-o',
      'raw',
      '-s',
    ])
  })
  test('is never read by a shell', async () => {
    await standIn('lpstat', 'exit 0')
    const name = `a; touch ${folder}/harm; $(touch ${folder}/harm) "b"`
    await open(name)
    expect((await readFile(join(folder, 'lpstat.args'), 'utf8')).trim().split('\n')).toEqual(['-p', name])
    await expect(readFile(join(folder, 'harm'))).rejects.toThrow('ENOENT')
  })
  test('that is not there is absent, with the system’s sentence', async () => {
    await standIn('lpstat', 'echo "lpstat: Invalid destination name" >&2; exit 1')
    expect(await open('nothing')).toEqual(err('lpstat: Invalid destination name'))
  })
  test('of a machine without CUPS is absent', async () => {
    expect(await open('kiosk')).toEqual({ ok: false, error: expect.stringContaining('ENOENT') })
  })
  test('whose program cannot be started has printed nothing', async () => {
    await standIn('lpstat', 'exit 0')
    expect(await written(everyByte)).toEqual(err('not-connected'))
  })
  test('that fails, does not end, or is ended by a signal may have printed', async () => {
    await standIn('lpstat', 'exit 0')
    await standIn('lp', 'cat > /dev/null; exit 1')
    expect(await written(everyByte)).toEqual(err('write-failed'))
    await standIn('lp', 'kill -TERM $$')
    expect(await written(everyByte)).toEqual(err('write-failed'))
    await standIn('lp', 'exec tail -f /dev/null')
    // The check must have its time too; both are stand-ins that answer at once.
    const slow = commands()
    const hung = {
      ...slow,
      raw: (queue: string, bytes: Uint8Array) => ({ ...slow.raw(queue, bytes), limitMs: 50 }),
    }
    expect(await written(everyByte, hung)).toEqual(err('write-failed'))
  })
  test('that ends without reading its input is judged by its exit code', async () => {
    await standIn('lpstat', 'exit 0')
    await standIn('lp', 'exit 0')
    expect(await written(new Uint8Array(1_000_000))).toEqual(ok(undefined))
  })
})

test('the Windows spooler is told by a script that holds neither the queue’s name nor the bytes', () => {
  const run = spoolerOf('win32').raw('a" ; Remove-Item *', everyByte)
  const script = Buffer.from(run.args.at(-1) ?? '', 'base64').toString('utf16le')
  expect(run.args.slice(0, 3)).toEqual(['-NoProfile', '-NonInteractive', '-EncodedCommand'])
  expect(script).toContain('Type = "RAW"')
  expect(script).not.toContain('Remove-Item')
  expect(run.env).toEqual({ CIVIC_HALL_QUEUE: 'a" ; Remove-Item *', CIVIC_HALL_CHECK: '0' })
  expect(run.input).toBe(everyByte)
})

test('names of queues', () => {
  expect(['kiosk', '取号机 1', 'HP_LaserJet'].every(isQueueName)).toBe(true)
  expect(['', '-d', 'a\nb', 'x'.repeat(200)].some(isQueueName)).toBe(false)
  expect(transportAt('spool://-o', { baudRate: 9_600 })).toEqual(err('bad-address'))
  const names = ['spool://取号机', '/dev/usb/lp0', '/dev/civic-hall-printer'].map((address) => {
    const found = transportAt(address, { baudRate: 9_600 })
    return found.ok ? [found.value.name, found.value.oneWay === true] : null
  })
  expect(names).toEqual([
    ['spool://取号机', true],
    ['/dev/usb/lp0', false],
    ['/dev/civic-hall-printer', false],
  ])
})
