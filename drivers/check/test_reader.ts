import { samFrame, samFrameReader } from '../framing/sam_frame.ts'
import { decodeContent } from '../id-card/codec.ts'
import { waitFor } from '../id-card/sam_line.ts'
import {
  answers,
  type SamCommand,
  type SamReply,
  samCommands,
  samIdText,
  samReply,
  words,
} from '../id-card/sam_table.ts'
import { type BenchQuestion, spoilt, type TestBench } from './bench.ts'
import { type Said, said } from './steps.ts'

/** The last whole reply in what was heard; null when there is none. */
function replyIn(heard: Uint8Array): SamReply | null {
  let reply: SamReply | null = null
  const reader = samFrameReader({
    onFrame(body) {
      reply = samReply(body) ?? reply
    },
    onSpoilt: () => undefined,
  })
  reader.push(heard)
  return reply
}

/** A command and the words (SW3) that pass. */
function question(
  name: Said,
  command: SamCommand,
  baudRate: number,
  wanted: readonly number[],
): BenchQuestion {
  return {
    name,
    bytes: samFrame(Uint8Array.from(command.body)),
    waitMs: waitFor(command, baudRate),
    isAnswer(heard) {
      const reply = replyIn(heard)
      return reply !== null && answers(command, reply) && wanted.includes(reply.word)
    },
  }
}

/** Finds, selects and decodes a card that lies there; what it says is neither kept nor shown. */
async function readCard(bench: TestBench, baudRate: number): Promise<void> {
  const reading = said(
    '选卡、读卡并解码（不显示内容）',
    'select, read and decode the card (nothing of it is shown)',
  )
  let lies = false
  await bench.ask({
    ...question(said('找卡', 'find a card'), samCommands.find, baudRate, [words.found, 0x80]),
    tell(heard) {
      lies = replyIn(heard)?.word === words.found
      return lies ? said('有卡', 'a card lies there') : said('没有放卡', 'no card lies there')
    },
  })
  if (!lies)
    return bench.skip(
      reading,
      said('放上一张卡（拿起再放）后重测', 'lay a card down (lift it first) and test again'),
    )
  const select = question(reading, samCommands.select, baudRate, [words.ok])
  await bench.line.ask(select.bytes, select.waitMs, select.isAnswer)
  const read = question(reading, samCommands.read, baudRate, [words.ok])
  await bench.ask({
    ...read,
    isSecret: true,
    isAnswer(heard) {
      const reply = replyIn(heard)
      return reply !== null && decodeContent(reply.data).ok
    },
    tell: () => said('读出并通过校验', 'read, and its checks agree'),
  })
}

/** A reader with a SAM module: greets it, spoils a question, reads a card that lies there. */
export async function testReader(bench: TestBench, baudRate: number): Promise<void> {
  const number = question(said('读模块号', 'ask for the module’s number'), samCommands.samId, baudRate, [
    words.ok,
  ])
  const isThere = await bench.ask({
    ...number,
    tell(heard) {
      const text = samIdText(replyIn(heard)?.data ?? new Uint8Array()) ?? ''
      return said(`模块 ${text}`, `module ${text}`)
    },
  })
  if (!isThere) return
  await bench.ask(
    question(said('模块自检状态', 'state of the module'), samCommands.status, baudRate, [words.ok]),
  )
  const damaged = { ...number, bytes: spoilt(number.bytes) }
  await bench.spoil(said('校验错误的指令', 'a question with a wrong checksum'), damaged)
  await bench.ask({ ...number, name: said('之后仍能应答', 'answers again afterwards') })
  await readCard(bench, baudRate)
}
