import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { configuredDevices } from '#agent'
import { assert, type Clock, systemClock } from '#basics'
import {
  checkCharacter,
  type MainlandCard,
  openTrouble,
  type PtyPair,
  probePlace,
  probeQuestions,
  ptyPair,
  readTemplate,
  selfTest,
  serialTransport,
  simulateEvaluator,
  simulateIdCardReader,
  simulatePads,
  simulateSignLine,
  simulateTicketPrinter,
  type TestStep,
  transportAt,
} from '#drivers'
import { proposalOf } from './probe.ts'
import { readConfigured } from './read_configured.ts'
import { selftestCommand } from './selftest.ts'
import { readOptions } from './talk.ts'
import { type WatchedDevice, watchDevices } from './watch.ts'

const clock = systemClock()
/** Waits for an answer that does not come, shortened, yet long enough for one that comes on a busy machine. */
const hurried: Clock = {
  ...clock,
  after: (ms, action) => clock.after(Math.max(ms / 5, Math.min(ms, 100)), action),
}

const card: MainlandCard = {
  kind: 'mainland',
  name: '张示三',
  sex: 'female',
  nation: '01',
  birthDate: '1950-03-07',
  address: '上海市松江区示范路1号（虚构）',
  idNumber: `31011719500307902${checkCharacter('31011719500307902')}`,
  authority: '上海市公安局松江分局',
  validFrom: '2020-01-01',
  validTo: 'long-term',
  photo: new Uint8Array(1_024),
}
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const templateFile = (name: string) => new URL(`../../resources/devices/${name}.json`, import.meta.url)
const template = (name: string) => {
  const read = readTemplate(templateFile(name))
  assert(read.ok, read.ok ? '' : read.error)
  return read.value
}
const examples = [template('call_pad_example'), template('evaluator_example')]

async function wire(kind: 'pty' | 'tcp'): Promise<PtyPair> {
  const pair = await ptyPair(kind)
  closing.push(pair.close)
  return pair
}

const simulators = {
  'id-card': (pair: PtyPair) => simulateIdCardReader(pair.port, clock),
  'ticket-printer': (pair: PtyPair) => simulateTicketPrinter(pair.port, clock, { widthDots: 576 }),
  'counter-sign': (pair: PtyPair) => simulateSignLine(pair.port, clock, [2, 5]),
  'call-pad': (pair: PtyPair) => simulatePads(pair.port, clock, [1, 3]),
  evaluator: (pair: PtyPair) => simulateEvaluator(pair.port, clock, 2),
}
const families = Object.keys(simulators) as (keyof typeof simulators)[]

test.each(families)('probing a pty finds the %s and proposes it', async (family) => {
  const pair = await wire('pty')
  simulators[family](pair)
  const answer = await probePlace(pair.driverPath, hurried, examples)
  const { end } = answer
  expect(end).toMatchObject({
    kind: 'found',
    devices: expect.arrayContaining([expect.objectContaining({ family })]),
  })
  const path = pair.driverPath
  const proposed = {
    'id-card': { idCard: { path, baudRate: 115_200 } },
    'ticket-printer': { ticketPrinter: { path, baudRate: 115_200 } },
    'counter-sign': { signLine: { path, signs: [{ address: 2 }, { address: 5 }] } },
    'call-pad': { callPads: { path, template: 'call_pad_example', pads: [{ address: 1 }, { address: 3 }] } },
    evaluator: { evaluator: { path, template: 'evaluator_example', address: 2 } },
  }
  expect(proposalOf(answer)).toMatchObject(proposed[family])
})

test('probing over TCP works too; a silent line is told as silent', async () => {
  const pair = await wire('tcp')
  simulators['id-card'](pair)
  expect(proposalOf(await probePlace(pair.driverPath, clock, []))).toEqual({
    idCard: { tcp: pair.driverPath, baudRate: 115_200 },
  })
  const nobody = await wire('pty')
  expect((await probePlace(nobody.driverPath, hurried, [])).end).toEqual({ kind: 'silent' })
})

test('a line that talks without answering is told as such', async () => {
  const pair = await wire('pty')
  pair.port.onBytes(() => pair.port.send(Uint8Array.from(Buffer.from('A'.repeat(80)))))
  expect((await probePlace(pair.driverPath, hurried, [])).end).toEqual({ kind: 'not-understood' })
})

test('a printer that is asked by all questions prints nothing, a sign shows what it showed', async () => {
  const pair = await wire('pty')
  const printer = simulators['ticket-printer'](pair)
  printer.set({ silent: true })
  await probePlace(pair.driverPath, hurried, examples)
  expect(printer.tickets()).toEqual([])
  const line = await wire('pty')
  const signs = simulators['counter-sign'](line)
  const before = signs.snapshot()
  await probePlace(line.driverPath, hurried, examples)
  expect(signs.snapshot()).toEqual(before)
})

test('no question carries a byte that ends a printed line, feeds, or cuts', () => {
  for (const { family, bytes } of probeQuestions(examples)) {
    if (family === 'ticket-printer') continue
    // LF, VT, FF, CR end a line; ESC, GS and FS begin a command.
    expect([...bytes].filter((byte) => [10, 11, 12, 13, 27, 28, 29].includes(byte))).toEqual([])
  }
})

test('a line in use is left alone, one that is not there is told so', async () => {
  const pair = await wire('pty')
  const held = await serialTransport({ path: pair.driverPath, baudRate: 9_600 }).open({
    onData: () => undefined,
    onClosed: () => undefined,
  })
  assert(held.ok, 'opened')
  closing.push(() => held.value.close())
  expect((await probePlace(pair.driverPath, clock, [])).end).toMatchObject({
    kind: 'not-opened',
    trouble: 'busy',
  })
  expect((await probePlace('/dev/ttyNOBODY', clock, [])).end).toMatchObject({ trouble: 'missing' })
})

test.each([
  ['Error: Permission denied, cannot open /dev/ttyUSB0', 'forbidden'],
  ['Error Resource temporarily unavailable Cannot lock port', 'busy'],
  ['Opening COM3: Access denied', 'busy'],
  ['Error: No such file or directory, cannot open /dev/ttyUSB9', 'missing'],
  ['connect ECONNREFUSED 127.0.0.1:1', 'missing'],
])('%s: %s', (sentence, trouble) => expect(openTrouble(sentence)).toBe(trouble))

/** Runs one self-test over a pty and returns its steps. */
async function testOver(family: keyof typeof simulators, pair: PtyPair, print = false) {
  const steps: TestStep[] = []
  const baudRate = 115_200
  const member = family === 'counter-sign' || family === 'evaluator' ? 2 : 1
  const device = { family, baudRate, member, isHelped: false }
  const transport = transportAt(pair.driverPath, { baudRate })
  assert(transport.ok, 'address')
  const spoken = { 'call-pad': 'call_pad_example', evaluator: 'evaluator_example' }[family as string]
  const passed = await selfTest({
    resources: fileURLToPath(new URL('../../resources', import.meta.url)),
    device,
    transport: transport.value,
    clock,
    template: spoken === undefined ? null : template(spoken),
    print,
    waitMs: 0,
    tell: (step) => steps.push(step),
  })
  return { passed, steps }
}

test.each(families)('a %s that is well passes, with what was sent and seen', async (family) => {
  const pair = await wire('pty')
  simulators[family](pair)
  const { passed, steps } = await testOver(family, pair)
  expect([passed, steps.filter(({ outcome }) => outcome === 'fail')]).toEqual([true, []])
  expect(steps.some(({ sent, seen, outcome }) => outcome === 'pass' && sent !== '' && seen !== '')).toBe(true)
})

test('a reader reads a card that lies there, and nothing of the card is in the report', async () => {
  const pair = await wire('pty')
  const reader = simulators['id-card'](pair)
  reader.placeCard(card)
  const { passed, steps } = await testOver('id-card', pair)
  expect(passed).toBe(true)
  expect(steps.at(-1)).toMatchObject({ outcome: 'pass', seen: '(1295 bytes)' })
  const report = JSON.stringify(steps)
  const chip = Buffer.from(card.name, 'utf16le').toString('hex').toUpperCase()
  for (const secret of [card.name, card.idNumber, chip.slice(0, 4)]) expect(report).not.toContain(secret)
})

test('a printer prints only when it is told to, and an empty one fails', async () => {
  const pair = await wire('pty')
  const printer = simulators['ticket-printer'](pair)
  await testOver('ticket-printer', pair)
  expect(printer.tickets()).toHaveLength(0)
  const { steps } = await testOver('ticket-printer', pair, true)
  expect(steps.at(-1)).toMatchObject({ outcome: 'pass', seen: 'confirmed' })
  expect(printer.tickets()).toHaveLength(1)
  printer.set({ paperEnd: true })
  const empty = await testOver('ticket-printer', pair, true)
  expect(empty.passed).toBe(false)
  expect(printer.tickets()).toHaveLength(1)
})

test('a scanner under which nobody held a code is no fault, one that sends noise is', async () => {
  const scan = async (pair: PtyPair) => {
    const steps: TestStep[] = []
    const transport = transportAt(pair.driverPath, { baudRate: 9_600 })
    assert(transport.ok, 'address')
    const device = { family: 'code-scanner', baudRate: 9_600, member: 1, isHelped: false }
    const options = { resources: '', device, transport: transport.value, clock, template: null, print: false }
    await selfTest({ ...options, waitMs: 300, tell: (step) => steps.push(step) })
    return steps.at(-1)
  }
  const pair = await wire('pty')
  expect(await scan(pair)).toMatchObject({
    outcome: 'skipped',
    note: { zh: expect.stringMatching(/没有人扫码/) },
  })
  const noise = setInterval(() => pair.port.send(Uint8Array.of(0xff, 0x80)), 20)
  closing.push(() => clearInterval(noise))
  expect(await scan(pair)).toMatchObject({ outcome: 'fail' })
})

test('a device that is not there fails with a sentence in both languages', async () => {
  const pair = await wire('pty')
  const silent = await testOver('id-card', pair)
  expect(silent.steps.at(-1)).toMatchObject({
    outcome: 'fail',
    note: { zh: expect.stringContaining('没有应答'), en: expect.stringContaining('no answer') },
  })
  await pair.unplug()
  expect((await testOver('id-card', pair)).steps).toMatchObject([{ outcome: 'fail' }])
})

test('watching opens what is configured and tells states and figures', async () => {
  const pair = await wire('pty')
  simulators['id-card'](pair)
  const folder = mkdtempSync(join(tmpdir(), 'civic-hall-tools-'))
  closing.push(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'agent.json')
  const base = { hubUrl: 'http://127.0.0.1:1', deviceId: 'kiosk-1', deviceToken: 't', port: 0 }
  const rest = { ticketUrlBase: 'https://hall.example', dataDir: folder }
  writeFileSync(file, JSON.stringify({ ...base, ...rest, devices: { idCard: { path: pair.driverPath } } }))
  const config = readConfigured(file)
  assert(config.ok, config.ok ? '' : config.error)
  expect(configuredDevices(config.value.devices)).toMatchObject([
    { part: 'id-card', address: pair.driverPath },
  ])
  const ready = Promise.withResolvers<WatchedDevice>()
  const watching = await watchDevices({
    config: config.value,
    clock,
    transportAt,
    every: 100,
    onChange: (device) => device.state === 'ready' && device.counters !== null && ready.resolve(device),
  })
  expect((await ready.promise).counters?.framesIn).toBeGreaterThan(0)
  await watching.close()
})

test('what is typed wrongly is refused before any line is opened', async () => {
  expect(readOptions(['--colour'], {}, 0).ok).toBe(false)
  expect(readOptions(['/dev/ttyS0', '/dev/ttyS1'], {}, 1)).toMatchObject({ ok: false })
  expect(readOptions(['/dev/ttyS0'], {}, 1)).toMatchObject({ ok: true })
  expect(readConfigured('/nowhere/agent.json').ok).toBe(false)
  const attempts = [
    [],
    ['/dev/ttyUSB0'],
    ['/dev/ttyUSB0', '--family', 'toaster'],
    ['ftp://x', '--family', 'id-card'],
    ['/dev/ttyUSB0', '--family', 'id-card', '--baud', 'fast'],
    ['/dev/ttyUSB0', '--family', 'evaluator'],
    ['spool://queue', '--family', 'ticket-printer'],
  ]
  for (const args of attempts) expect([args, await selftestCommand.run(args)]).toEqual([args, 2])
})
