import { type Clock, sleep } from '#basics'
import { personOf } from '../id-card/helper/helper_card.ts'
import { type HelperSilence, type HelperTalk, helperTalk } from '../id-card/helper/helper_talk.ts'
import type { Transport } from '../transport/types.ts'
import { type Said, type StepTeller, said, type TestStep } from './steps.ts'

/** How often a card is looked for, ms. */
const pollPause = 300

/** A helper's test: the program itself, the reader behind it, and a card within `waitMs`. */
export interface HelperTest {
  readonly transport: Transport
  readonly clock: Clock
  readonly waitMs: number
  readonly tell: StepTeller
}

const silences: Readonly<Record<HelperSilence, Said>> = {
  'reader-absent': said(
    '辅助程序找不到读卡器：查接线和驱动',
    'the helper finds no reader: check cable and driver',
  ),
  'reader-faulted': said('读卡器故障', 'the reader is out of order'),
  unauthorised: said('读卡模块未授权', 'the reader’s module is not authorised'),
  'self-test-failed': said('读卡模块自检失败', 'the reader’s module fails its own test'),
  'no-card': said('读的时候卡已拿开', 'the card was lifted while it was read'),
  'card-changed': said('读的时候换了卡', 'the card was changed while it was read'),
  'read-failed': said('读卡失败：拿起再放，放平', 'the card could not be read: lift it, lay it flat'),
  unsupported: said('厂家库不支持这一步', 'the maker’s library does not know this step'),
  lost: said(
    '辅助程序退出了、不应答或应答不合约定',
    'the helper ended, is silent, or answers against the contract',
  ),
}

const downs: Readonly<Record<'gone' | 'hangs' | 'version', Said>> = {
  gone: said(
    '不能启动，或一启动就退出：查程序路径和参数',
    'cannot be started, or ends at once: check path and arguments',
  ),
  hangs: said('10 秒内没有问候行，或写的不是约定的行', 'no hello within 10 s, or lines against the contract'),
  version: said('辅助程序说的是另一版约定', 'the helper speaks another version of the contract'),
}

type CardStep = Pick<TestStep, 'outcome' | 'note'>

/** What a card may do while it is read; it is tried again. */
const passing: ReadonlySet<HelperSilence> = new Set(['no-card', 'card-changed', 'read-failed'])

/** Reads the card under a placement and holds it to the rules of a chip; null: it may go better at the next try. */
async function readPlaced(talk: HelperTalk, placement: string): Promise<CardStep | null> {
  const answer = await talk.ask({ do: 'read', placement })
  if (!answer.ok) return passing.has(answer.error) ? null : { outcome: 'fail', note: silences[answer.error] }
  const card = answer.value
  if (!('area' in card || 'person' in card) || card.placement !== placement)
    return { outcome: 'fail', note: said('读到的不是这张卡', 'what was read is not this card') }
  return personOf(card).ok
    ? { outcome: 'pass', note: said('读出并通过校验', 'read, and its checks agree') }
    : { outcome: 'fail', note: said('内容不合卡的规则', 'what it says is against the rules of a card') }
}

/** A card that is laid down in time is read; nothing of it is told. */
async function cardStep(talk: HelperTalk, { clock, waitMs }: HelperTest): Promise<CardStep> {
  const until = clock.now() + waitMs
  for (;;) {
    const seen = await talk.ask({ do: 'poll' })
    if (!seen.ok) return { outcome: 'fail', note: silences[seen.error] }
    const placement = 'placement' in seen.value ? seen.value.placement : null
    const step = placement === null ? null : await readPlaced(talk, placement)
    if (step !== null) return step
    if (clock.now() >= until)
      return placement === null
        ? { outcome: 'skipped', note: said('没有放卡', 'no card lies there') }
        : { outcome: 'fail', note: silences['read-failed'] }
    await sleep(clock, pollPause)
  }
}

/** Tests a reader behind a helper: starts the program, asks for the reader, reads a card that lies there. */
export async function testHelper(options: HelperTest): Promise<void> {
  const { transport, clock, tell } = options
  const greeting = Promise.withResolvers<'up' | 'gone' | 'hangs' | 'version'>()
  const talk = helperTalk({ transport, clock, onUp: () => greeting.resolve('up'), onDown: greeting.resolve })
  const step = (name: Said, outcome: TestStep['outcome'], note: Said) =>
    tell({ name, outcome, sent: '', seen: '', note })
  const hello = await greeting.promise
  const start = said(`启动 ${transport.name}`, `start ${transport.name}`)
  if (hello !== 'up') step(start, 'fail', downs[hello])
  else {
    step(start, 'pass', said('已启动并问候', 'started, and said hello'))
    const reader = said('读卡器状态', 'state of the reader')
    const status = await talk.ask({ do: 'status' })
    if (!status.ok) step(reader, 'fail', silences[status.error])
    else if (!('reader' in status.value)) step(reader, 'fail', silences.lost)
    else {
      const serial = status.value.serial ?? '—'
      step(reader, 'pass', said(`就绪，序号 ${serial}`, `ready, serial ${serial}`))
      const card = await cardStep(talk, options)
      step(said('读卡（不显示内容）', 'read a card (nothing of it is shown)'), card.outcome, card.note)
    }
  }
  await talk.close()
}
