import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Clock, err, ok, type Result, systemClock } from '#basics'
import {
  handWait,
  hidSamTransport,
  loadRasterText,
  onBench,
  onbonSigns,
  openTicketPrinter,
  type PrintOutcome,
  printStep,
  readTemplate,
  type Template,
  type TestStep,
  type Transport,
  templateSigns,
  testPrinter,
  testReader,
  testScanner,
  testSign,
  testTemplateDevice,
  transportAt,
} from '#drivers'
import { samplePapers, usualTemplates } from '#ticket'
import type { DriversCommand } from '../drivers.ts'
import { type Configured, configuredDevices, readConfigured } from './configured.ts'
import { both, complain, numberOf, readOptions, say } from './talk.ts'

const resources = fileURLToPath(new URL('../../resources', import.meta.url))

const usualRates: Readonly<Record<string, number>> = {
  'id-card': 115_200,
  'ticket-printer': 115_200,
  'code-scanner': 9_600,
  'counter-sign': 57_600,
  'call-pad': 57_600,
  evaluator: 9_600,
}

/** What is tested and how far. */
export interface SelfTestOptions {
  readonly device: Configured
  readonly transport: Transport
  readonly clock: Clock
  readonly template: Template | null
  /** A sample ticket comes out. */
  readonly print: boolean
  /** How long a key or a code is waited for, ms; 0 = not at all. */
  readonly waitMs: number
  readonly tell: (step: TestStep) => void
}

/** Prints the sample ticket through the driver itself: status first, one buffer, proof. */
async function printSample(transport: Transport, clock: Clock): Promise<PrintOutcome> {
  const heard = Promise.withResolvers<void>()
  const printer = openTicketPrinter({
    transport,
    clock,
    journal: { put: () => undefined, all: () => [], remove: () => undefined },
    model: {
      template: () => usualTemplates[80],
      raster: loadRasterText(join(resources, 'tickets', 'glyphs24.bin.gz')),
      charset: 'gbk',
      proof: 'learn',
      oneWay: 'trust',
      roll: { lengthMm: null, usedMm: 0, nearEndMm: 0, onUsed: () => undefined },
    },
    onStatus: ({ state }) => state !== 'connecting' && heard.resolve(),
    onLateProof: () => undefined,
  })
  await heard.promise
  const paper = { ...samplePapers.normal, number: '自检', marks: ['样票 SAMPLE'] }
  const outcome = await printer.print({ jobId: 'self-test', paper })
  await printer.close()
  return outcome
}

/** Runs the steps of one device, each told as it ends; true when none failed. */
export async function selfTest(options: SelfTestOptions): Promise<boolean> {
  const { device, transport, clock, template, waitMs, print } = options
  let failed = false
  let canPrint = false
  const tell = (step: TestStep) => {
    failed ||= step.outcome === 'fail'
    options.tell(step)
  }
  await onBench(transport, clock, tell, async (bench) => {
    if (device.family === 'id-card') await testReader(bench, device.baudRate)
    if (device.family === 'ticket-printer') canPrint = await testPrinter(bench)
    if (device.family === 'code-scanner') await testScanner(bench, waitMs)
    if (device.family === 'counter-sign')
      await testSign(bench, template === null ? onbonSigns() : templateSigns(template), device.member)
    if (template !== null && (device.family === 'call-pad' || device.family === 'evaluator'))
      await testTemplateDevice(bench, template, device.member, waitMs)
  })
  if (canPrint && print) tell(printStep(await printSample(transport, clock)))
  return !failed
}

const marks = { pass: '通过 PASS', fail: '失败 FAIL', skipped: '跳过 SKIP' } as const

function tellStep(step: TestStep): void {
  say(`${marks[step.outcome]}  ${both(step.name)}`)
  if (step.sent !== '') say(`      → ${step.sent}`)
  if (step.seen !== '') say(`      ← ${step.seen}`)
  say(`      ${both(step.note)}`)
}

interface Asked {
  readonly target: string
  readonly family: string | undefined
  readonly baud: string | undefined
  readonly member: string
  readonly template: string | undefined
  readonly config: string | undefined
}

/** What was typed, as a device: a configured part by its name, or an address with its family. */
function deviceOf(asked: Asked): Result<Configured, string> {
  const { target, family, config: file } = asked
  if (file !== undefined) {
    const config = readConfigured(file)
    if (!config.ok) return config
    const devices = configuredDevices(config.value.devices)
    const found = devices.find(({ part }) => part === target)
    const parts = devices.map(({ part }) => part).join(', ')
    return found === undefined
      ? err(`${target}: 配置里只有 / the configuration has only: ${parts}`)
      : ok(found)
  }
  const usual = usualRates[family ?? '']
  if (family === undefined || usual === undefined)
    return err(`--family=${family ?? ''}: ${Object.keys(usualRates).join(' | ')}`)
  const baudRate = numberOf(asked.baud ?? String(usual), 300, 921_600)
  if (baudRate === null) return err(`--baud=${asked.baud}: 300–921600`)
  const member = numberOf(asked.member, 0, 65_535)
  if (member === null) return err(`--member=${asked.member}: 0–65535`)
  const template = asked.template ?? null
  if (template === null && (family === 'call-pad' || family === 'evaluator'))
    return err(`${family}: 需要模板 / needs a template: --template=FILE`)
  return ok({ part: target, family, address: target, baudRate, member, template })
}

function transportOf({ address, baudRate }: Configured, clock: Clock): Result<Transport, string> {
  if (address.startsWith('helper '))
    return err('辅助程序由终端程序启动，不能单独自检 / a helper has no self-test of its own')
  if (address.startsWith('spool://'))
    return err('打印队列没有应答可测 / a spooler’s queue answers nothing to test')
  if (address.startsWith('hid://'))
    return ok(hidSamTransport({ ids: address.slice(6), reports: 'plain' }, clock))
  const transport = transportAt(address, { baudRate })
  return transport.ok
    ? transport
    : err(
        `${address}: 不是设备地址：串口路径或 tcp://主机:端口 / no address: a serial path or tcp://host:port`,
      )
}

function templateOf(name: string | null): Result<Template | null, string> {
  if (name === null) return ok(null)
  return readTemplate(name.endsWith('.json') ? name : join(resources, 'devices', `${name}.json`))
}

/** Tests one device on site; exit code 0 when no step failed. */
export const selftestCommand: DriversCommand = {
  summary:
    'test one device: <address> --family F | <part> --config FILE [--baud --member --template --print --wait S --json]',
  async run(args) {
    const read = readOptions(args, {
      family: { type: 'string' },
      baud: { type: 'string' },
      member: { type: 'string', default: '1' },
      template: { type: 'string' },
      config: { type: 'string' },
      print: { type: 'boolean', default: false },
      wait: { type: 'string', default: String(handWait / 1_000) },
      json: { type: 'boolean', default: false },
    })
    if (!read.ok) return complain(read.error)
    const { values, positionals } = read.value
    const [target] = positionals
    if (target === undefined) return complain(`npm run drivers -- selftest … : ${this.summary}`)
    const { family, baud, member = '1', template: templateName, config } = values
    const wait = numberOf(values.wait, 0, 600)
    if (wait === null) return complain(`--wait=${values.wait}: 0–600`)
    const device = deviceOf({ target, family, baud, member, template: templateName, config })
    if (!device.ok) return complain(device.error)
    const clock = systemClock()
    const transport = transportOf(device.value, clock)
    if (!transport.ok) return complain(transport.error)
    const template = templateOf(device.value.template)
    if (!template.ok) return complain(template.error)
    const steps: TestStep[] = []
    const isGood = await selfTest({
      device: device.value,
      transport: transport.value,
      clock,
      template: template.value,
      print: values.print === true,
      waitMs: wait * 1_000,
      tell(step) {
        steps.push(step)
        if (!values.json) tellStep(step)
      },
    })
    if (values.json) say(JSON.stringify({ device: device.value, passed: isGood, steps }))
    else say(isGood ? '结论：通过 / result: passed' : '结论：有失败项 / result: something failed')
    return isGood ? 0 : 1
  },
}
