import type { DeviceLive } from '#domain'
import { type Term, term } from '../i18n/term.ts'
import type { StatusTone } from './status_dot.tsx'

/** What is wrong with a device, and what to do about it where there is something to be done. */
interface Fault {
  readonly what: Term
  readonly remedy: Term | null
}

const fault = (what: Term, remedy: Term | null = null): Fault => ({ what, remedy })

const checkCable = term('请查线', 'check the cable')
const checkSettings = term('请查设置', 'check its settings')

/** The reasons drivers and agents report with a status, in the words of the staff. */
const faults: Readonly<Record<string, Fault>> = {
  'paper-end': fault(term('缺纸', 'Out of paper'), term('请换纸卷', 'change the roll')),
  'near-end': fault(term('纸将用完', 'Paper is running low'), term('请备好纸卷', 'have a roll ready')),
  'cover-open': fault(term('上盖未关', 'Cover is open')),
  cutter: fault(term('切刀卡住', 'Cutter is jammed')),
  offline: fault(term('打印机脱机', 'Printer is offline')),
  'head-hot': fault(term('打印头过热', 'Print head is hot'), term('稍候自行恢复', 'it will recover')),
  unrecoverable: fault(term('需要检修', 'Needs repair')),
  'no-answer': fault(term('没有应答', 'No answer'), term('请查电源和线', 'check power and cable')),
  'one-way': fault(term('只能发送、不能读取状态的打印机', 'A printer that cannot say how it is')),
  'second-printer': fault(term('主打印机停用，备用打印机在出票', 'The second printer stands in')),
  nack: fault(term('拒绝指令', 'Refuses commands')),
  garbled: fault(term('数据有误', 'Garbled data'), checkCable),
  unauthorised: fault(term('模块未授权', 'Module is not authorised')),
  'self-test-failed': fault(term('自检失败', 'Self-test failed')),
  'helper-version': fault(term('读卡辅助程序版本不符', 'The helper program has another version')),
  'not-opened': fault(term('配置有误，未能启用', 'Could not be opened'), checkSettings),
  'bad-address': fault(term('地址写法有误', 'Its address is none'), checkSettings),
  'no-output': fault(term('没有声音输出', 'No sound'), term('请查扬声器', 'check the loudspeaker')),
  'play-failed': fault(term('播报中断', 'An announcement broke off')),
  'voice-pack': fault(term('语音包无法读取', 'The voice pack cannot be read')),
  'text-voice': fault(
    term('语音包缺字，用电脑语音代播', 'The pack lacks a piece: the computer’s voice stood in'),
  ),
  'cannot-say': fault(
    term(
      '有一句只响了提示音：语音包缺字，也没有电脑语音',
      'A call was only a chime: the pack lacks a piece, and there is no other voice',
    ),
  ),
  'no-queue': fault(
    term('系统里没有这台打印机', 'The system has no printer of this name'),
    term('请查名称', 'check it'),
  ),
  'page-failed': fault(
    term('上一页没有打印成功', 'The last page was not printed'),
    term('请看打印机', 'look at the printer'),
  ),
  'set-aside': fault(
    term(
      '记录文件损坏，已另存，能读的已接着用',
      'Its record was damaged and put aside; what could be read is in use',
    ),
    term('请检修磁盘，并保留旁边的 damaged 文件', 'have its disk looked at, and keep the “damaged” file'),
  ),
  'not-written': fault(
    term('写不进自己的磁盘，断网时不能工作', 'Cannot write to its disk: it could not go on without the hub'),
    term('请清理磁盘', 'make room on it'),
  ),
  'cannot-show': fault(
    term('这块屏放不出这个素材', 'This screen cannot show this medium'),
    term('请换一种格式', 'bring it in another format'),
  ),
  'no-room': fault(term('素材超过这台电脑的上限', 'More media than this machine may keep')),
  'no-space': fault(term('磁盘已满', 'The disk is full'), term('请清理磁盘', 'make room on it')),
  disk: fault(term('磁盘故障', 'The disk fails'), term('请检修', 'have it looked at')),
  noise: fault(term('数据杂乱', 'Noise'), term('请查波特率和线', 'check the rate and the cable')),
}

/** How a device is, in a word. */
const deviceStateTerms = {
  connecting: term('连接中', 'Connecting'),
  ready: term('正常', 'Ready'),
  degraded: term('需留意', 'Needs a look'),
  faulted: term('故障', 'Fault'),
  absent: term('未连接', 'Not connected'),
} as const satisfies Record<DeviceLive['state'], Term>

type Status = Pick<DeviceLive, 'state' | 'reason'>

const faultOf = ({ state, reason }: Status): Fault | null =>
  state === 'ready' || reason === null ? null : (faults[reason] ?? null)

/** How a device is, in few words, for the one who works beside it. */
export const deviceTerm = (status: Status): Term => faultOf(status)?.what ?? deviceStateTerms[status.state]

/** How a device is and what to do; a reason without words stands there as it was reported. */
export function deviceAdvice(status: Status): Term {
  const { state, reason } = status
  const words = deviceStateTerms[state]
  if (state === 'ready' || reason === null) return words
  const known = faultOf(status)
  if (known === null) return term(`${words.zh}（${reason}）`, `${words.en} (${reason})`)
  const { what, remedy } = known
  return remedy === null ? what : term(`${what.zh}，${remedy.zh}`, `${what.en}: ${remedy.en}`)
}

/** The sign a device stands under: only trouble is loud. */
export function deviceTone(state: DeviceLive['state']): StatusTone {
  if (state === 'ready') return 'good'
  return state === 'degraded' || state === 'faulted' ? 'trouble' : 'off'
}
