import type { Clock } from '#basics'
import { toHex } from '../framing/bytes.ts'
import type { Transport } from '../transport/types.ts'
import { openRawLine, openTrouble, type RawLine } from './exchange.ts'
import { type Said, type StepTeller, said } from './steps.ts'

/** What a self-test works with. */
export interface TestBench {
  readonly line: RawLine
  readonly clock: Clock
  /** A question whose answer must hold something; true when it did. */
  ask(question: BenchQuestion): Promise<boolean>
  /** A question spoilt on the way: the device must not answer as if it were right. */
  spoil(name: Said, question: Omit<BenchQuestion, 'name'>): Promise<void>
  pass(name: Said, what: Said): void
  skip(name: Said, why: Said): void
  /** Bytes came that are no answer. */
  fail(name: Said, seen: string): void
}

/** One exchange and what is expected of it. */
export interface BenchQuestion {
  readonly name: Said
  readonly bytes: Uint8Array
  readonly waitMs: number
  isAnswer(heard: Uint8Array): boolean
  /** The answer is a person's: only its length is shown. */
  readonly isSecret?: true
  /** What the answer says, for the report; never what a card says. */
  readonly tell?: (heard: Uint8Array) => Said
}

/** Longest answer that is shown byte by byte. */
const shownBytes = 40

const shown = (heard: Uint8Array) =>
  heard.length <= shownBytes ? toHex(heard) : `${toHex(heard.subarray(0, 16))}… (${heard.length} bytes)`

const hints = {
  silent: said('没有应答：查电源、接线、波特率和地址', 'no answer: check power, cable, rate and address'),
  other: said(
    '有数据但不是应答：查波特率和设备种类',
    'bytes came that are no answer: check rate and kind of device',
  ),
  right: said('应答正确', 'answered rightly'),
}

/** Sentences for a line that cannot be opened, and how to mend it. */
export const openWords: Readonly<Record<ReturnType<typeof openTrouble>, Said>> = {
  busy: said(
    '端口正被别的程序使用：先停终端程序或关闭厂家软件',
    'the port is in use: stop the agent or the maker’s software first',
  ),
  forbidden: said(
    '没有权限打开：把用户加入 dialout 和 lp 组，或安装 resources/linux/70-civic-hall.rules，然后重新登录',
    'not allowed to open it: add the user to the groups dialout and lp, or install resources/linux/70-civic-hall.rules, then log in again',
  ),
  missing: said('没有这个设备：查接线和地址写法', 'there is no such device: check the cable and the address'),
  other: said('打不开', 'it cannot be opened'),
}

/** Opens a line and runs the steps of one family over it; the first step is the opening itself. */
export async function onBench(
  transport: Transport,
  clock: Clock,
  tell: StepTeller,
  steps: (bench: TestBench) => Promise<void>,
): Promise<void> {
  const name = said(`打开 ${transport.name}`, `open ${transport.name}`)
  const opened = await openRawLine(transport, clock)
  if (!opened.ok) {
    const words = openWords[openTrouble(opened.error)]
    const note = said(`${words.zh}（${opened.error}）`, `${words.en} (${opened.error})`)
    return tell({ name, outcome: 'fail', sent: '', seen: '', note })
  }
  tell({ name, outcome: 'pass', sent: '', seen: '', note: said('已打开', 'opened') })
  const line = opened.value
  const bench: TestBench = {
    line,
    clock,
    async ask({ name: what, bytes, waitMs, isAnswer, isSecret, tell: words }) {
      const heard = await line.ask(bytes, waitMs, isAnswer)
      const isRight = isAnswer(heard)
      const note = isRight ? (words?.(heard) ?? hints.right) : heard.length === 0 ? hints.silent : hints.other
      const outcome = isRight ? 'pass' : 'fail'
      const seen = isSecret ? `(${heard.length} bytes)` : shown(heard)
      tell({ name: what, outcome, sent: toHex(bytes), seen, note })
      return isRight
    },
    async spoil(what, { bytes, waitMs, isAnswer }) {
      const heard = await line.ask(bytes, waitMs, isAnswer)
      const outcome = isAnswer(heard) ? 'fail' : 'pass'
      const note =
        outcome === 'pass'
          ? said('损坏的指令没有被当真', 'the spoilt question was not taken for a right one')
          : said(
              '损坏的指令被当真：校验不可靠',
              'the spoilt question was answered: checksums are not looked at',
            )
      tell({ name: what, outcome, sent: toHex(bytes), seen: shown(heard), note })
    },
    pass: (what, note) => tell({ name: what, outcome: 'pass', sent: '', seen: '', note }),
    fail: (what, seen) => tell({ name: what, outcome: 'fail', sent: '', seen, note: hints.other }),
    skip: (what, note) => tell({ name: what, outcome: 'skipped', sent: '', seen: '', note }),
  }
  await steps(bench)
  await line.close()
}

/** A frame with its last byte turned over: every checksum here ends a frame or comes right before its end. */
export function spoilt(frame: Uint8Array, fromEnd = 1): Uint8Array {
  const damaged = Uint8Array.from(frame)
  const at = damaged.length - fromEnd
  damaged[at] = (damaged[at] ?? 0) ^ 0x01
  return damaged
}
