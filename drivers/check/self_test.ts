import { join } from 'node:path'
import type { Clock } from '#basics'
import { samplePapers, usualTemplates } from '#ticket'
import { onbonSigns } from '../counter-sign/onbon.ts'
import { templateSigns } from '../counter-sign/template_signs.ts'
import type { Template } from '../template/index.ts'
import { loadRasterText } from '../ticket-printer/codec/raster_text.ts'
import { openTicketPrinter } from '../ticket-printer/driver.ts'
import type { PrintOutcome } from '../ticket-printer/types.ts'
import type { Transport } from '../transport/types.ts'
import { onBench, type TestBench } from './bench.ts'
import type { TestStep } from './steps.ts'
import { testHelper } from './test_helper.ts'
import { testScanner, testSign, testTemplateDevice } from './test_member.ts'
import { printStep, testPrinter } from './test_printer.ts'
import { testReader } from './test_reader.ts'

/** A device as far as its test goes. */
export interface TestedDevice {
  /** As the registry has it. */
  readonly family: string
  readonly baudRate: number
  /** Of a member on a shared line; 1 elsewhere. */
  readonly member: number
  /** Whether a helper program stands between: then `transport` is that program. */
  readonly isHelped: boolean
}

/** What is tested and how far. */
export interface SelfTestOptions {
  /** The folder with templates, fonts and tickets. */
  readonly resources: string
  readonly device: TestedDevice
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
async function printSample({ transport, clock, resources }: SelfTestOptions): Promise<PrintOutcome> {
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
  const onItsLine = async (bench: TestBench) => {
    if (device.family === 'id-card') await testReader(bench, device.baudRate)
    if (device.family === 'ticket-printer') canPrint = await testPrinter(bench)
    if (device.family === 'code-scanner') await testScanner(bench, waitMs)
    if (device.family === 'counter-sign')
      await testSign(bench, template === null ? onbonSigns() : templateSigns(template), device.member)
    if (template !== null && (device.family === 'call-pad' || device.family === 'evaluator'))
      await testTemplateDevice(bench, template, device.member, waitMs)
  }
  if (device.isHelped) await testHelper({ transport, clock, waitMs, tell })
  else await onBench(transport, clock, tell, onItsLine)
  if (canPrint && print) tell(printStep(await printSample(options)))
  return !failed
}
