import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const main = fileURLToPath(new URL('main.ts', import.meta.url))
let folder = ''
let config = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'civic-hall-main-'))
  config = join(folder, 'agent.json')
  const settings = {
    // Nobody listens there: the agent starts all the same.
    hubUrl: 'http://127.0.0.1:9',
    deviceId: 'kiosk-1',
    deviceToken: 'device-token',
    port: 0,
    ticketUrlBase: 'https://hall.example',
    dataDir: join(folder, 'data'),
    devices: { ticketPrinter: { tcp: 'tcp://127.0.0.1:9' } },
  }
  writeFileSync(config, JSON.stringify(settings))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function start(parameters: readonly string[], token: string) {
  const child = spawn(process.execPath, [main, ...parameters], {
    env: { ...process.env, CIVIC_HALL_AGENT_TOKEN: token },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (text: Buffer) => {
    said += text.toString()
  })
  return { child, said: () => said, exit: once(child, 'exit').then(([code]: unknown[]) => code) }
}

const token = 'a token of this launch only'

test('says one line when it is ready, serves, and ends with its supervisor', async () => {
  const { child, said, exit } = start(['--role=kiosk', `--config=${config}`], token)
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const ready: unknown = JSON.parse(String(line))
  expect(ready).toEqual({ agent: 'ready', url: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+\/ws$/) })
  const { url } = ready as { url: string }
  const health = await fetch(`${url.replace('ws:', 'http:').replace('/ws', '')}/healthz`)
  expect(health.status).toBe(200)
  child.stdin.end()
  expect(await exit).toBe(0)
  expect(said()).not.toContain('device-token')
  expect(said()).not.toContain(token)
})

test.each([
  [['--config=nowhere.json'], token, 'kiosk, query, counter or display'],
  [['--role=kiosk'], token, '--config'],
  [['--role=kiosk', '--config=nowhere.json'], 'short', 'CIVIC_HALL_AGENT_TOKEN'],
  [['--role=kiosk', '--config=nowhere.json'], token, 'nowhere.json'],
])('%j is refused with a sentence', async (parameters, given, sentence) => {
  const { said, exit } = start(parameters, given)
  expect(await exit).toBe(2)
  expect(said()).toContain(sentence)
})
