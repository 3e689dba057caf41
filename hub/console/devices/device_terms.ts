import type { DeviceLive } from '#domain'
import { type Term, term } from '#ui'
import type { StatusTone } from '#ui/staff'

const stateTerms = {
  connecting: term('连接中', 'Connecting'),
  ready: term('正常', 'Ready'),
  degraded: term('需留意', 'Needs a look'),
  faulted: term('故障', 'Fault'),
  absent: term('未连接', 'Not connected'),
} as const satisfies Record<DeviceLive['state'], Term>

const reasonTerms: Readonly<Record<string, Term>> = {
  'paper-end': term('缺纸，请换纸卷', 'Out of paper: change the roll'),
  'near-end': term('纸将用完，请备好纸卷', 'Paper is running low'),
  'cover-open': term('上盖未关', 'Cover is open'),
  cutter: term('切刀卡住', 'Cutter is jammed'),
  offline: term('打印机脱机', 'Printer is offline'),
  'head-hot': term('打印头过热，稍候自行恢复', 'Print head is hot; it will recover'),
  unrecoverable: term('需要检修', 'Needs repair'),
  'no-answer': term('没有应答，请查电源和线', 'No answer: check power and cable'),
  'one-way': term('只能发送、不能读取状态的打印机', 'A printer that cannot say how it is'),
  'second-printer': term('主打印机停用，备用打印机在出票', 'The second printer stands in'),
  nack: term('拒绝指令', 'Refuses commands'),
  garbled: term('数据有误，请查线', 'Garbled data: check the cable'),
  unauthorised: term('模块未授权', 'Module is not authorised'),
  'self-test-failed': term('自检失败', 'Self-test failed'),
  'helper-version': term('读卡辅助程序版本不符', 'The helper program has another version'),
  'not-opened': term('配置有误，未能启用，请查设置', 'Could not be opened: check its settings'),
  'bad-address': term('地址写法有误，请查设置', 'Its address is none: check its settings'),
  'no-output': term('没有声音输出，请查扬声器', 'No sound: check the loudspeaker'),
  'play-failed': term('播报中断', 'An announcement broke off'),
  'voice-pack': term('语音包无法读取', 'The voice pack cannot be read'),
  'text-voice': term('语音包缺字，用电脑语音代播', 'The pack lacks a piece: the computer’s voice stood in'),
  'cannot-say': term('有一句没有播出：语音包缺字', 'A call was not spoken: the voice pack lacks a piece'),
  'no-queue': term('系统里没有这台打印机，请查名称', 'The system has no printer of this name'),
  'page-failed': term('上一页没有打印成功，请看打印机', 'The last page was not printed: look at the printer'),
  noise: term('数据杂乱，请查波特率和线', 'Noise: check the rate and the cable'),
}

const familyTerms: Readonly<Record<string, Term>> = {
  'id-card': term('身份证阅读器', 'ID card reader'),
  'ticket-printer': term('号票打印机', 'Ticket printer'),
  'code-scanner': term('扫码器', 'Code scanner'),
  'counter-sign': term('窗口屏', 'Counter sign'),
  'call-pad': term('呼叫器', 'Call pad'),
  evaluator: term('评价器', 'Evaluator'),
  'page-printer': term('A4 打印机', 'A4 printer'),
  announcer: term('叫号扬声', 'Announcements'),
  pad: term('评价屏', 'Rating pad'),
  board: term('叫号屏', 'Call board'),
}

/** What a machine may be enrolled as. */
export const roleTerms = {
  kiosk: term('取号机', 'Ticket kiosk'),
  query: term('查询机', 'Information kiosk'),
  counter: term('窗口工作站', 'Counter terminal'),
  pad: term('评价屏', 'Rating pad'),
  display: term('叫号屏和语音', 'Board and announcements'),
  guide: term('导服台', 'Information desk'),
} as const satisfies Record<string, Term>

export type EnrolRole = keyof typeof roleTerms
export const enrolRoles = Object.keys(roleTerms).filter((role): role is EnrolRole => role in roleTerms)

/** The words for a device's family, or its own name for a family nobody has named. */
export const familyTerm = (family: string): Term => familyTerms[family] ?? term(family, family)

/** How a device is, in words: the reason where there is one. */
export function deviceWords({ state, reason }: Pick<DeviceLive, 'state' | 'reason'>): Term {
  return state === 'ready' || reason === null
    ? stateTerms[state]
    : (reasonTerms[reason] ??
        term(`${stateTerms[state].zh}（${reason}）`, `${stateTerms[state].en} (${reason})`))
}

/** The sign a device stands under. */
export function deviceTone(state: DeviceLive['state']): StatusTone {
  if (state === 'ready') return 'good'
  return state === 'degraded' || state === 'faulted' ? 'trouble' : 'off'
}
