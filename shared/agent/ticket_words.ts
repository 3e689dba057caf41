import { type Bilingual, type Estimate, type PriorityClass, shownWait } from '#domain'
import type { Locale } from '#protocol'

type Said<Parts extends readonly unknown[]> = Readonly<Record<Locale, (...parts: Parts) => string>>

/** A centre without a number of its own gives the national helpline. */
const isHotline = (phone: string) => phone === '' || phone === '12348'

const units = { minute: { zh: '分钟', en: 'min' }, hour: { zh: '小时', en: 'hours' } } as const

const spanOf = ({ from, to }: { readonly from: number; readonly to: number }) =>
  from === to ? `${to}` : `${from}–${to}`

/** Every word on paper, in both languages. */
export const ticketWords = {
  ahead: {
    zh: (ahead: number) => (ahead === 0 ? '本业务前面无人' : `前面 ${ahead} 人`),
    en: (ahead: number) => (ahead === 0 ? 'Nobody ahead for this service' : `${ahead} ahead of you`),
  } satisfies Said<[number]>,
  estimate: {
    zh: (estimate: Estimate) => {
      const wait = shownWait(estimate)
      if (wait.kind === 'unattended')
        return wait.opensAt === null ? '暂无窗口开放' : `窗口 ${wait.opensAt} 起办理`
      const unit = units[wait.unit].zh
      if (wait.kind === 'under') return `${wait.to} ${unit}以内`
      return wait.kind === 'over' ? `${wait.from} ${unit}以上` : `约 ${spanOf(wait)} ${unit}`
    },
    en: (estimate: Estimate) => {
      const wait = shownWait(estimate)
      if (wait.kind === 'unattended')
        return wait.opensAt === null ? 'No counter open now' : `Counters open at ${wait.opensAt}`
      const unit = units[wait.unit].en
      if (wait.kind === 'under') return `Under ${wait.to} ${unit}`
      return wait.kind === 'over' ? `Over ${wait.from} ${unit}` : `About ${spanOf(wait)} ${unit}`
    },
  } satisfies Said<[Estimate]>,
  asOf: {
    zh: (words: string, time: string) => `${words}（截至 ${time}）`,
    en: (words: string, time: string) => `${words} (as of ${time})`,
  } satisfies Said<[string, string]>,
  counters: {
    zh: (names: readonly string[]) => (names.length === 0 ? '请留意叫号' : `办理地点：${names.join('、')}`),
    en: (names: readonly string[]) =>
      names.length === 0 ? 'Please wait for your call' : `Served at: ${names.join(', ')}`,
  } satisfies Said<[readonly string[]]>,
  booked: {
    zh: (time: string) => `预约 ${time}`,
    en: (time: string) => `Booked ${time}`,
  } satisfies Said<[string]>,
  takenAt: {
    zh: (moment: string) => `取号 ${moment}`,
    en: (moment: string) => `Taken ${moment}`,
  } satisfies Said<[string]>,
  bring: {
    zh: (thing: string, at: number) => `${at === 0 ? '请准备：' : ''}${at + 1}. ${thing}`,
    en: (thing: string, at: number) => `${at === 0 ? 'Please have ready: ' : ''}${at + 1}. ${thing}`,
  } satisfies Said<[string, number]>,
  idTail: {
    zh: (tail: string) => `尾号 ${tail}`,
    en: (tail: string) => `ID *${tail}`,
  } satisfies Said<[string]>,
  phone: {
    zh: (phone: string) => (isHotline(phone) ? '法律服务热线 12348' : `咨询电话 ${phone}  热线 12348`),
    en: (phone: string) => (isHotline(phone) ? 'Legal helpline 12348' : `Tel. ${phone}  Helpline 12348`),
  } satisfies Said<[string]>,
} as const

/** Words without parts. */
export const ticketPhrases = {
  priority: { zh: '优先', en: 'Priority' },
  reprint: { zh: '补打', en: 'Reprint' },
  offline: { zh: '离线取号', en: 'Taken offline' },
  noEstimate: { zh: '等候时间暂无法估计', en: 'The wait cannot be estimated now' },
  watch: { zh: '请留意叫号屏和广播', en: 'Watch the board and listen for your number' },
  missed: { zh: '过号请到导服台', en: 'If you miss your call, ask at the information desk' },
  footer: { zh: '本号当日有效，请妥善保管', en: 'Valid today only. Please keep this ticket' },
} as const satisfies Record<string, Bilingual>

/** Whether a class is one the visitor was given, to be shown on paper. */
export const isPriority = (priority: string): boolean =>
  !(['normal', 'returned'] satisfies PriorityClass[]).some((each) => each === priority)
