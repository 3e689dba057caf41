import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { systemClock } from '#basics'
import { answersHttp, readAgentUrl, readHubUrl, startProgram } from './child_program.ts'

const folder = mkdtempSync(join(tmpdir(), 'civic-hall-program-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function start(source: string) {
  writeFileSync(join(folder, 'main.mjs'), source)
  const launch = { node: process.execPath, folder, main: 'main.mjs', parameters: ['--role=kiosk'] }
  return startProgram({ ...launch, environment: { CIVIC_HALL_AGENT_TOKEN: 'secret' } }, systemClock())
}

test('only a ready line with an address on this machine is believed', () => {
  expect(readAgentUrl('{"agent":"ready","url":"ws://127.0.0.1:7123/ws"}')).toBe('ws://127.0.0.1:7123/ws')
  for (const line of [
    'listening',
    '{"agent":"ready"}',
    '{"agent":"ready","url":"ws://192.168.1.4:7123/ws"}',
    '{"agent":"ready","url":"http://127.0.0.1:7123/"}',
    '{"agent":"starting","url":"ws://127.0.0.1:7123/ws"}',
  ]) {
    expect(readAgentUrl(line)).toBeNull()
  }
  expect(readHubUrl('{"hub":"ready","url":"http://10.0.0.5:7700"}')).toBe('http://10.0.0.5:7700')
  expect(readHubUrl('{"hub":"ready","url":"file:///x"}')).toBeNull()
})

test('a program gets its parameters and token, and nothing that steers Electron', async () => {
  process.env.ELECTRON_RUN_AS_NODE = '1'
  const program = start(`
    const { CIVIC_HALL_AGENT_TOKEN, ELECTRON_RUN_AS_NODE } = process.env
    console.log(JSON.stringify([process.argv[2], CIVIC_HALL_AGENT_TOKEN, ELECTRON_RUN_AS_NODE ?? null]))`)
  const line = await new Promise<string>((resolve) => program.onLine(resolve))
  delete process.env.ELECTRON_RUN_AS_NODE
  expect(JSON.parse(line)).toEqual(['--role=kiosk', 'secret', null])
})

test('a program is told of its end by the end of its input, and its exit is reported', async () => {
  const program = start(`
    process.on('SIGTERM', () => {})
    process.stdin.on('end', () => process.exit(7)).resume()
    console.log('up')`)
  const exit = new Promise<number | null>((resolve) => program.onExit(resolve))
  await new Promise<string>((resolve) => program.onLine(resolve))
  program.stop()
  expect(await exit).toBe(7)
})

test('a program that cannot be started at all counts as ended', async () => {
  const missing = { node: join(folder, 'no-such-node'), folder, main: 'x', parameters: [], environment: {} }
  const program = startProgram(missing, systemClock())
  expect(await new Promise((resolve) => program.onExit(resolve))).toBeNull()
})

test('an address nobody listens at does not answer', async () => {
  expect(await answersHttp('ws://127.0.0.1:9/ws')).toBe(false)
})
