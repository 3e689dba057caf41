import { type Term, term } from '#ui'

/** The printer's switches, as a person would say them. */
export const switchTerms: Readonly<Record<string, Term>> = {
  'paper-end': term('缺纸', 'Out of paper'),
  'paper-ends-mid-ticket': term('打印中途缺纸', 'Paper runs out mid-ticket'),
  'near-end': term('纸将尽', 'Paper low'),
  'cover-open': term('上盖打开', 'Cover open'),
  'cutter-jam': term('切刀卡住', 'Cutter jammed'),
  offline: term('脱机', 'Offline'),
  silent: term('无应答', 'No answer'),
  noisy: term('线路干扰', 'Line noise'),
  'no-process-id': term('无打印确认', 'No print receipts'),
  unplugged: term('线已拔掉', 'Unplugged'),
}

/** What can be wrong with a reader or a line of signs. */
export const faultTerms: Readonly<Record<string, Term>> = {
  none: term('正常', 'Working'),
  silent: term('无应答', 'No answer'),
  'bad-checksum': term('校验错误', 'Bad checksum'),
  'half-frame': term('数据不全', 'Half a frame'),
  'read-fails': term('读卡失败', 'Read fails'),
  unauthorised: term('模块未授权', 'Not authorised'),
  'self-test-failed': term('自检失败', 'Self-test fails'),
  dribble: term('数据断续', 'Dribbling data'),
  noise: term('线路干扰', 'Line noise'),
  'radio-timeout': term('射频超时报文', 'Radio time-out stubs'),
  'half-line': term('半行数据', 'Half a line'),
  repeats: term('重复读码', 'Says it again'),
  'wrong-rate': term('波特率不符', 'Wrong rate'),
  nack: term('拒收', 'Refuses (NACK)'),
  'wrong-checksum': term('校验错误', 'Wrong checksum'),
  echo: term('回声', 'Echo'),
  'stale-reply': term('迟到应答', 'Stale reply'),
  'wrong-address': term('地址错误', 'Wrong address'),
  unplugged: term('线已拔掉', 'Unplugged'),
}

/** The six keys of a call pad, in the order of their numbers. */
export const padKeyTerms: readonly Term[] = [
  term('顺呼', 'Next'),
  term('重呼', 'Recall'),
  term('到场', 'Arrived'),
  term('办结', 'Finish'),
  term('过号', 'Absent'),
  term('暂停', 'Pause'),
]

/** The five keys of an evaluator, best first. */
export const evaluatorKeyTerms: readonly Term[] = [
  term('非常满意', 'Very good'),
  term('满意', 'Good'),
  term('基本满意', 'Fair'),
  term('不满意', 'Poor'),
  term('非常不满意', 'Very poor'),
]

/** Kinds of card people have. */
export const cardTerms: Readonly<Record<string, Term>> = {
  mainland: term('居民身份证', 'Resident ID card'),
  hmt: term('港澳台居民居住证', 'HK, Macao and Taiwan residence permit'),
  'foreigner-2017': term('外国人永久居留身份证', 'Permanent residence card'),
  'foreigner-2023': term('外国人永久居留身份证', 'Permanent residence card'),
}

/** A name from the device's own list, or as it came where nobody has given it words. */
export const namedBy = (terms: Readonly<Record<string, Term>>, name: string): Term =>
  terms[name] ?? term(name, name)
