import type { DeviceLive } from '#domain'
import { type Term, term } from '#ui'
import type { StatusTone } from '#ui/staff'

/** How a device is, in a word. */
export const deviceStateTerms = {
  connecting: term('连接中', 'connecting'),
  ready: term('正常', 'ready'),
  degraded: term('需留意', 'needs a look'),
  faulted: term('故障', 'fault'),
  absent: term('未连接', 'not connected'),
} as const satisfies Record<DeviceLive['state'], Term>

/** What the drivers report, in words; a reason that is not here is left out. */
const reasonTerms: Readonly<Record<string, Term>> = {
  'paper-end': term('缺纸', 'out of paper'),
  'near-end': term('纸将用完', 'paper running low'),
  'cover-open': term('盖子未关', 'cover open'),
  cutter: term('切纸器卡住', 'cutter jammed'),
  offline: term('离线', 'offline'),
  'head-hot': term('打印头过热', 'print head too hot'),
  unrecoverable: term('需要检修', 'needs repair'),
  'no-answer': term('没有应答', 'no answer'),
  nack: term('拒绝指令', 'refuses commands'),
  garbled: term('数据有误', 'garbled data'),
  unauthorised: term('模块未授权', 'module not authorised'),
  'self-test-failed': term('自检失败', 'self-test failed'),
  'helper-version': term('辅助程序版本不符', 'helper of another version'),
  noise: term('数据杂乱', 'noise on the line'),
}

/** The words for a device's reason, or null. */
export const reasonTerm = (reason: string | null): Term | null =>
  reason === null ? null : (reasonTerms[reason] ?? null)

/** The sign a device stands under. */
export const deviceTone = (state: DeviceLive['state']): StatusTone =>
  (({ connecting: 'off', ready: 'good', degraded: 'trouble', faulted: 'trouble', absent: 'off' }) as const)[
    state
  ]

/** This counter's devices, and those of the hall that have a fault. */
export const devicesToShow = (devices: Iterable<DeviceLive>, counterId: string): readonly DeviceLive[] =>
  [...devices].filter(
    (device) => device.counterId === counterId || (device.counterId === null && device.state === 'faulted'),
  )
