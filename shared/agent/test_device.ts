/**
 * Tests the devices given as JSON (an agent's `devices`, tokens left out), one line of JSON for each step, for the
 * set-up page. A ticket printer prints a sample; keys and codes are waited for.
 */
import { fileURLToPath } from 'node:url'
import { type Clock, systemClock } from '#basics'
import { handWait, queueExists, type Said, said, selfTest, type TestStep } from '#drivers'
import { agentConfig } from './config.ts'
import { type Configured, configuredDevices } from './configured.ts'
import { testSpeech } from './test_speech.ts'
import { testedDevice, testTemplate, testTransport } from './test_way.ts'

const resources = fileURLToPath(new URL('../../resources', import.meta.url))
const devicesSchema = agentConfig.shape.devices

function tell({ name, outcome, note }: Pick<TestStep, 'name' | 'outcome' | 'note'>): void {
  process.stdout.write(`${JSON.stringify({ step: { name, outcome, note } })}\n`)
}

const about = (name: Said, outcome: TestStep['outcome'], note: Said) => tell({ name, outcome, note })

async function test(device: Configured, clock: Clock): Promise<void> {
  const name = said(`测试 ${device.address}`, `test ${device.address}`)
  const template = testTemplate(resources, device)
  if (!template.ok) return about(name, 'fail', said(template.error, template.error))
  const transport = testTransport(device, template.value, clock)
  if (!transport.ok) return about(name, 'skipped', transport.error)
  await selfTest({
    ...{ resources, clock, tell },
    device: testedDevice(device, template.value),
    transport: transport.value,
    template: template.value,
    print: true,
    waitMs: handWait,
  })
}

/** A queue answers nothing but whether it is there. */
async function testQueue(queue: string): Promise<void> {
  const isThere = await queueExists(queue)
  about(
    said(`打印队列 ${queue}`, `queue ${queue}`),
    isThere ? 'pass' : 'fail',
    isThere
      ? said('系统里有这台打印机', 'the system has this printer')
      : said('系统里没有这台打印机：先在系统里添加', 'the system has no such printer: add it there first'),
  )
}

const devices = devicesSchema.parse(JSON.parse(process.argv[2] ?? '{}'))
const clock = systemClock()
if (devices.codeScanner !== undefined && 'keyboard' in devices.codeScanner)
  about(
    said('键盘扫码器', 'a scanner that types'),
    'skipped',
    said('在任意文本框里扫一个码即可看到', 'scan into any text field to see it'),
  )
if (devices.announcer !== undefined) await testSpeech(resources, devices.announcer, clock, tell)
if (devices.pagePrinter !== undefined) await testQueue(devices.pagePrinter.queue)
for (const device of configuredDevices(devices)) await test(device, clock)
process.exit(0)
