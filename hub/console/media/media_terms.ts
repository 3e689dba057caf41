import type { MediumPriority, SignagePlace } from '#domain'
import type { MediumFile } from '#protocol'
import { type Term, term } from '#ui'

/** What comes first. */
export const mediumPriorityTerms: Readonly<Record<MediumPriority, Term>> = {
  urgent: term('紧急通知', 'Urgent notice'),
  city: term('市局指定', 'City'),
  district: term('区级', 'District'),
  own: term('本中心', 'This centre'),
}

/** Where boards show media. */
export const signagePlaceTerms: Readonly<Record<SignagePlace, Term>> = {
  off: term('不显示', 'Not shown'),
  beside: term('叫号旁边', 'Beside the calls'),
  full: term('大幅（叫号在旁）', 'Large, calls beside'),
}

/** Why a file is not there, and what to do where somebody can do something. */
const reasons: Readonly<Record<string, Term>> = {
  'wrong-hash': term('文件与公布的指纹不符，没有保存', 'Not the file that was announced: not kept'),
  'wrong-size': term('文件大小与公布的不符，没有保存', 'Not of the announced size: not kept'),
  'wrong-kind': term('不是可以播放的格式', 'No format that can be shown'),
  'not-found': term('源地址没有这个文件', 'Its address does not have it'),
  address: term('源地址不允许访问', 'Its address may not be asked'),
  tls: term('源地址的证书不可信', 'The certificate of its address is not trusted'),
  'no-source': term('文件不在本机，请重新上传', 'Not on this machine: upload it again'),
  'no-room': term('素材总量超过上限', 'All media together are too large'),
  'no-space': term('磁盘已满', 'The disk is full'),
  disk: term('磁盘故障', 'The disk fails'),
  unreachable: term('连不上源地址，稍后再试', 'Its address cannot be reached: tried again soon'),
  server: term('对方暂时不能提供，稍后再试', 'Not given just now: tried again soon'),
  stalled: term('传输停顿，稍后继续', 'The transfer stood still: it goes on soon'),
  broken: term('传输中断，稍后继续', 'The transfer broke off: it goes on soon'),
}

const states: Readonly<Record<MediumFile['state'], Term>> = {
  ready: term('已就绪', 'Ready'),
  waiting: term('等待下载', 'Waiting'),
  fetching: term('正在下载', 'Fetching'),
  refused: term('没有文件', 'No file'),
}

/** How a file stands, in words. */
export const fileTerm = ({ state, reason }: MediumFile): Term =>
  reason === null ? states[state] : (reasons[reason] ?? term(reason, reason))
