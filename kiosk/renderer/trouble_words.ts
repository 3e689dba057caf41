import type { RefusalCode } from '#domain'
import { dictionary, type Locale, type Term, term } from '#ui'

/** Words for when something is in the way: what happened, what became of the number, what to do now, who helps. */
export const troubleWords = dictionary({
  'zh-CN': {
    ask: '请到导服台，工作人员会帮您办理。',
    noNumber: '这次没有取到号。',
    fullToday: '今日号已取完',
    fullHelp: '您可以改天再来，或者请导服台帮您想办法。',
    checkInLater: (minutes: number) => `请在 ${minutes} 分钟后再来签到。`,
    takeInstead: '您可以重新取号，按普通顺序等候。',
    suspended: '暂停办理，请询问导服台',
    opens: (when: string) => `${when} 开始取号`,
    today: (from: string) => `今天 ${from}`,
    tomorrow: (from: string) => `明天 ${from}`,
    inDays: (days: number, from: string) => `${days} 天后 ${from}`,
    notSoon: '近期不开放，请询问导服台',
    hallClosed: '现在不是取号时间',
    hallClosedNote: '法律服务热线 12348 可以随时拨打。',
    outage: '与中心主机的连接中断',
    outageNote: (since: string) => `${since} 起暂时不能在这里取号。已经取到的号码继续有效。`,
    outageHelp: '请到导服台取号。',
    starting: '正在准备，请稍候',
    emergency: '紧急情况，停止取号',
    emergencyNote: '请听从工作人员指引，从安全出口有序离开。不要乘电梯，不要返回取物。',
    kept: (number: string) => `号码 ${number} 还没有打到纸上，请记下来。`,
    keptLonger: (number: string) => `号码 ${number} 继续有效，请到导服台补打。`,
    pairing: '这台机器还没有登记',
    pairingNote: '请管理员在管理台生成配对码，在这里输入。',
    pairingCode: '配对码',
    pair: '登记',
    pairingFailed: '配对码不对或已经过期，请重新生成。',
  },
  en: {
    ask: 'The staff at the information desk will help you.',
    noNumber: 'No number was taken.',
    fullToday: 'No numbers left today',
    fullHelp: 'Please come another day, or ask at the information desk.',
    checkInLater: (minutes) => `Please check in again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    takeInstead: 'You can take a number and wait in ordinary order.',
    suspended: 'Suspended; please ask at the information desk',
    opens: (when) => `Numbers are given from ${when}`,
    today: (from) => `${from} today`,
    tomorrow: (from) => `${from} tomorrow`,
    inDays: (days, from) => `${from} in ${days} days`,
    notSoon: 'Not open in the coming days; please ask at the information desk',
    hallClosed: 'No numbers at this time',
    hallClosedNote: 'The legal helpline 12348 answers at any time.',
    outage: 'The connection to the centre is lost',
    outageNote: (since) => `Since ${since} no numbers can be taken here. Numbers already taken stay valid.`,
    outageHelp: 'Please take a number at the information desk.',
    starting: 'Getting ready, please wait',
    emergency: 'Emergency: no numbers are given',
    emergencyNote:
      'Follow the staff and leave calmly by the emergency exits. Do not use the lifts. Do not go back for belongings.',
    kept: (number) => `Number ${number} is not on paper yet: please note it down.`,
    keptLonger: (number) => `Number ${number} stays valid; the information desk will print it again.`,
    pairing: 'This machine is not enrolled yet',
    pairingNote: 'An administrator makes a pairing code at the console; enter it here.',
    pairingCode: 'Pairing code',
    pair: 'Enrol',
    pairingFailed: 'The code is wrong or has expired; please make a new one.',
  },
})

/** What the printer's faults are called (ticket printer: closed list of faults). */
const printerFaults = {
  'paper-end': term('打印机缺纸。', 'The printer is out of paper.'),
  'cover-open': term('打印机的盖子没有合上。', 'The cover of the printer is open.'),
  cutter: term('打印机的切纸刀卡住了。', 'The cutter of the printer is stuck.'),
  offline: term('打印机没有连上。', 'The printer is not connected.'),
  'no-answer': term('打印机没有回应。', 'The printer does not answer.'),
  'head-hot': term('打印机过热，正在冷却。', 'The printer is cooling down.'),
  unrecoverable: term('打印机出了故障。', 'The printer is out of order.'),
} as const satisfies Record<string, Term>

const printerTrouble = term('现在不能打印号票。', 'Tickets cannot be printed at the moment.')

/** What keeps the printer from printing, in words; `null` or an unknown reason is said generally. */
export function printerSentence(reason: string | null): Term {
  const known: Readonly<Record<string, Term>> = printerFaults
  return known[reason ?? ''] ?? printerTrouble
}

/** Refusals a kiosk can meet, each as a headline; the others are said as `refusedTerm`. */
const refusals: Partial<Record<RefusalCode, Term>> = {
  'day-closed': term('今天的取号已经结束', 'Numbers are closed for today'),
  emergency: term('紧急情况，停止取号', 'Emergency: no numbers are given'),
  'service-unknown': term('这项业务已经调整', 'This service has changed'),
  'service-suspended': term('这项业务暂停办理', 'This service is suspended'),
  'service-closed': term('现在不是这项业务的取号时间', 'This service gives no numbers at this hour'),
  'quota-used': term('这项业务今天的号已取完', 'No numbers are left for this service today'),
  'number-series-full': term('这项业务今天的号已取完', 'No numbers are left for this service today'),
  'booking-unknown': term('没有找到这个预约', 'There is no such booking'),
  'booking-state': term('这个预约不能再签到', 'This booking cannot be checked in any more'),
  'booking-early': term('还没有到签到时间', 'It is too early to check in'),
  'booking-late': term('预约的时间已经过了', 'The booked time is over'),
  unavailable: term('与中心主机的连接中断', 'The connection to the centre is lost'),
  'rate-limited': term('取号的人较多，请稍等', 'Many people are taking numbers; please wait a moment'),
  invalid: term('证件号码没有通过核对', 'The ID number was not accepted'),
  'person-unknown': term('身份证信息已清除，请再刷一次', 'The card was cleared; please place it again'),
}

/** What has become of a booking that cannot be checked in any more. */
const settledBookings: Readonly<Record<string, Term>> = {
  CANCELLED: term('这个预约已经取消', 'This booking was cancelled'),
  CHECKED_IN: term('这个预约已经用过', 'This booking has been used'),
  BOOKING_MISSED: term('预约的时间已经过了', 'The booked time is over'),
}

const refusedTerm = term('现在不能在这里取号', 'No number can be taken here just now')

/** The headline of a refusal with its particulars. */
export const refusalTerm = (
  code: RefusalCode,
  { state }: Readonly<Record<string, string | number>> = {},
): Term =>
  (code === 'booking-state' ? settledBookings[String(state)] : undefined) ?? refusals[code] ?? refusedTerm

/** When numbers are given again, in words; `opensAt` null = not within a week. */
export function openingText(
  opensAt: { readonly inDays: number; readonly from: string } | null,
  locale: Locale,
): string {
  const text = troubleWords[locale]
  if (opensAt === null) return text.notSoon
  const { inDays, from } = opensAt
  if (inDays === 0) return text.opens(text.today(from))
  return text.opens(inDays === 1 ? text.tomorrow(from) : text.inDays(inDays, from))
}
