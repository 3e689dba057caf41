import { queued, realTime, type StatusKind } from '../ticket-printer/codec/commands.ts'
import { faultOf, readingOfRealTime } from '../ticket-printer/codec/reading.ts'
import type { PrintOutcome } from '../ticket-printer/types.ts'
import type { TestBench } from './bench.ts'
import { said } from './steps.ts'

const kinds: readonly StatusKind[] = [1, 2, 3, 4]
const waitMs = 500
const isStatus = (heard: Uint8Array) => heard.length === 1 && ((heard[0] ?? 0) & 0x93) === 0x12
const isPaper = (heard: Uint8Array) => heard.length === 1 && ((heard[0] ?? 0) & 0x90) === 0

const faultWords: Readonly<Record<string, string>> = {
  'paper-end': '缺纸',
  'cover-open': '上盖未关',
  cutter: '切刀故障',
  offline: '脱机',
  'head-hot': '打印头过热',
  unrecoverable: '需要检修',
}

/** An ESC/POS printer: its four status bytes one by one, and whether it can print. Nothing is printed. */
export async function testPrinter(bench: TestBench): Promise<boolean> {
  const bytes: number[] = []
  for (const kind of kinds) {
    const isThere = await bench.ask({
      name: said(`实时状态 ${kind}（DLE EOT ${kind}）`, `real-time status ${kind} (DLE EOT ${kind})`),
      bytes: realTime.status(kind),
      waitMs,
      isAnswer(heard) {
        if (isStatus(heard)) bytes[kind - 1] = heard[0] ?? 0
        return isStatus(heard)
      },
    })
    if (!isThere) return false
  }
  const [printer = 0, cause = 0, error = 0, paper = 0] = bytes
  const reading = readingOfRealTime(printer, cause, error, paper)
  const fault = faultOf(reading)
  await bench.ask({
    name: said('能否打印', 'whether it can print'),
    bytes: realTime.status(4),
    waitMs,
    isAnswer: (heard) => isStatus(heard) && fault === null,
    tell: () =>
      reading.nearEnd
        ? said('可以打印，纸将用完', 'it can print; paper is low')
        : said('可以打印', 'it can print'),
  })
  if (fault !== null) {
    bench.skip(said('排队状态', 'queued status'), said(faultWords[fault] ?? fault, fault))
    return false
  }
  await bench.ask({
    name: said('排队状态（GS r 1）', 'queued status (GS r 1)'),
    bytes: queued.paperStatus,
    waitMs,
    isAnswer: isPaper,
  })
  return true
}

const outcomes: Readonly<Record<PrintOutcome['printed'], readonly ['pass' | 'fail', string, string]>> = {
  confirmed: ['pass', '打印并切纸，打印机已证实', 'printed and cut, proved by the printer'],
  weak: [
    'pass',
    '打印机已收下，不能证实（不支持 GS ( H）',
    'taken by the printer, which cannot prove it (no GS ( H)',
  ],
  refused: ['fail', '打印机拒绝，未出纸', 'refused, nothing printed'],
  unknown: ['fail', '结果不明，请看出纸口', 'nobody knows: look at the paper slot'],
}

/** What a sample ticket came to, as a step. */
export const printStep = ({ printed }: Pick<PrintOutcome, 'printed'>) => {
  const [outcome, zh, en] = outcomes[printed]
  const name = said('打印样票', 'print a sample ticket')
  return { name, outcome, sent: '', seen: printed, note: said(zh, en) }
}
