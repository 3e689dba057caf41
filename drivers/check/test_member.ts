import type { SignProtocol } from '../counter-sign/protocol.ts'
import type { Template } from '../template/index.ts'
import { spoilt, type TestBench } from './bench.ts'
import { said } from './steps.ts'

/** Longest wait for a key or a code that a person is asked for, ms. */
export const handWait = 10_000

/** A sign that has an order to ask with: it answers, and a spoilt order is not obeyed. Nothing changes on it. */
export async function testSign(bench: TestBench, protocol: SignProtocol, address: number): Promise<void> {
  const name = said(`${address} 号屏应答`, `sign ${address} answers`)
  const bytes = protocol.order(address, 'ping', new Date(bench.clock.now()))
  if (bytes === null || protocol.answerMs === null)
    return bench.skip(name, said('这种屏不会应答，只能看屏', 'signs of this make do not answer: look at it'))
  const isAnswer = (heard: Uint8Array) =>
    protocol
      .reader(address)(heard)
      .some(({ kind }) => kind === 'answer')
  const question = { bytes, waitMs: protocol.answerMs, isAnswer }
  if (!(await bench.ask({ name, ...question }))) return
  // The byte before the end mark: the frame's own shape stays.
  await bench.spoil(said('校验错误的指令', 'an order with a wrong checksum'), {
    ...question,
    bytes: spoilt(bytes, 2),
  })
  await bench.ask({ name: said('之后仍能应答', 'answers again afterwards'), ...question })
}

/** A device that speaks a template: asked with `poll` or `ping`, then a key where somebody presses one. */
export async function testTemplateDevice(
  bench: TestBench,
  template: Template,
  address: number,
  waitForKeyMs: number,
): Promise<void> {
  const repliesIn = (heard: Uint8Array) =>
    template
      .parser()
      .push(heard)
      .flatMap((found) => (found.ok ? [found.value] : []))
      .filter(({ values }) => values.address === undefined || values.address === address)
  const operation = ['poll', 'ping'].find((each) => template.can(each))
  const name = said(`${address} 号应答`, `number ${address} answers`)
  const frame = operation === undefined ? null : template.encode(operation, { address, taken: 0 })
  if (frame?.ok !== true)
    bench.skip(name, said('模板里没有可问的指令', 'the template has nothing to ask with'))
  else {
    const isAnswer = (heard: Uint8Array) => repliesIn(heard).length > 0
    const question = { bytes: frame.value, waitMs: template.config.line.answerMs, isAnswer }
    if (!(await bench.ask({ name, ...question }))) return
    await bench.spoil(said('校验错误的指令', 'a question with a wrong checksum'), {
      ...question,
      bytes: spoilt(frame.value),
    })
    await bench.ask({ name: said('之后仍能应答', 'answers again afterwards'), ...question })
  }
  await hearKey(
    bench,
    repliesIn,
    frame?.ok === true && operation === 'poll' ? frame.value : null,
    waitForKeyMs,
  )
}

async function hearKey(
  bench: TestBench,
  repliesIn: (heard: Uint8Array) => readonly { readonly name: string }[],
  poll: Uint8Array | null,
  waitMs: number,
): Promise<void> {
  const name = said('按键', 'a key')
  const isKey = (heard: Uint8Array) => repliesIn(heard).some((reply) => reply.name === 'key')
  if (waitMs === 0) return bench.skip(name, said('未要求按键', 'no key was asked for'))
  const until = bench.clock.now() + waitMs
  while (bench.clock.now() < until) {
    // A pad tells its key when it is asked; an evaluator tells it by itself.
    const heard = await bench.line.ask(poll ?? new Uint8Array(), poll === null ? waitMs : 200, isKey)
    if (isKey(heard)) return bench.pass(name, said('收到按键', 'a key was heard'))
  }
  bench.skip(name, said('没有人按键', 'nobody pressed a key'))
}

/** A scanner: silent until a code is held under it. The code itself is not shown. */
export async function testScanner(bench: TestBench, waitMs: number): Promise<void> {
  const name = said('扫一个码', 'scan a code')
  if (waitMs === 0)
    return bench.skip(
      name,
      said('扫码器不能询问，加 --wait=10 后扫码', 'a scanner cannot be asked: add --wait=10 and scan'),
    )
  const isLine = (heard: Uint8Array) => heard.length > 1 && [10, 13].includes(heard.at(-1) ?? 0)
  const isText = (heard: Uint8Array) =>
    heard.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 13 || byte === 10)
  const isCode = (heard: Uint8Array) => isLine(heard) && isText(heard)
  const heard = await bench.line.ask(new Uint8Array(), waitMs, isCode)
  if (heard.length === 0)
    return bench.skip(
      name,
      said(
        '没有人扫码；扫了仍这样：查电源、接线和波特率',
        'nobody scanned; if somebody did: check power, cable and rate',
      ),
    )
  if (isCode(heard)) return bench.pass(name, said('收到一个码（不显示）', 'a code was heard (not shown)'))
  bench.fail(name, `(${heard.length} bytes)`)
}
