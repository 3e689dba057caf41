import { fileURLToPath } from 'node:url'
import { type Configured, configuredDevices, testedDevice, testTemplate, testTransport } from '#agent'
import { err, ok, type Result, systemClock } from '#basics'
import { handWait, selfTest, type TestStep } from '#drivers'
import type { DriversCommand } from '../drivers.ts'
import { readConfigured } from './read_configured.ts'
import { both, complain, numberOf, readOptions, say } from './talk.ts'

const resources = fileURLToPath(new URL('../../resources', import.meta.url))

/** Null: what the template says, or BX cards' own rate. */
const usualRates: Readonly<Record<string, number | null>> = {
  'id-card': 115_200,
  'ticket-printer': 115_200,
  'code-scanner': 9_600,
  'counter-sign': null,
  'call-pad': null,
  evaluator: null,
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
  if (family === undefined || !Object.hasOwn(usualRates, family))
    return err(`--family=${family ?? ''}: ${Object.keys(usualRates).join(' | ')}`)
  const typedRate = asked.baud === undefined ? null : numberOf(asked.baud, 300, 921_600)
  if (asked.baud !== undefined && typedRate === null) return err(`--baud=${asked.baud}: 300–921600`)
  const baudRate = typedRate ?? usualRates[family] ?? null
  const member = numberOf(asked.member, 0, 65_535)
  if (member === null) return err(`--member=${asked.member}: 0–65535`)
  const template = asked.template ?? null
  if (template === null && (family === 'call-pad' || family === 'evaluator'))
    return err(`${family}: 需要模板 / needs a template: --template=FILE`)
  const typed = { part: target, family, address: target, baudRate, member, template }
  return ok({ ...typed, hidReports: 'plain', helper: null })
}

/** Tests one device on site; exit code 0 when no step failed. */
export const selftestCommand: DriversCommand = {
  summary:
    'test one device: <address> --family F | <part> --config FILE [--baud --member --template --print --wait S --json]',
  async run(args) {
    const read = readOptions(
      args,
      {
        family: { type: 'string' },
        baud: { type: 'string' },
        member: { type: 'string', default: '1' },
        template: { type: 'string' },
        config: { type: 'string' },
        print: { type: 'boolean', default: false },
        wait: { type: 'string', default: String(handWait / 1_000) },
        json: { type: 'boolean', default: false },
      },
      1,
    )
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
    const template = testTemplate(resources, device.value)
    if (!template.ok) return complain(template.error)
    const transport = testTransport(device.value, template.value, clock)
    if (!transport.ok) return complain(both(transport.error))
    const steps: TestStep[] = []
    const isGood = await selfTest({
      resources,
      device: testedDevice(device.value, template.value),
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
