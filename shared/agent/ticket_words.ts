import type { Bilingual, Estimate, PriorityClass } from '#domain'
import type { Locale } from '#protocol'

type Said<Parts extends readonly unknown[]> = Readonly<Record<Locale, (...parts: Parts) => string>>

/** A centre without a number of its own gives the national helpline. */
const isHotline = (phone: string) => phone === '' || phone === '12348'

const grain = 5

/** Outward to five minutes, as on the screen the visitor has just read (queue rules: estimate). */
const rounded = ({ p50Minutes, p80Minutes }: Estimate) =>
  [
    Math.floor(Math.max(0, p50Minutes) / grain) * grain,
    Math.max(grain, Math.ceil(p80Minutes / grain) * grain),
  ] as const

/** Every word on paper, in both languages. */
export const ticketWords = {
  ahead: {
    zh: (ahead: number) => (ahead === 0 ? '本业务前面无人' : `前面 ${ahead} 人`),
    en: (ahead: number) => (ahead === 0 ? 'Nobody ahead for this service' : `${ahead} ahead of you`),
  } satisfies Said<[number]>,
  estimate: {
    zh: (estimate: Estimate) => {
      const [from, to] = rounded(estimate)
      if (from === 0) return `${to} 分钟以内`
      if (from >= 120) return `${Math.floor(from / 60)} 小时以上`
      return from === to ? `约 ${to} 分钟` : `约 ${from}–${to} 分钟`
    },
    en: (estimate: Estimate) => {
      const [from, to] = rounded(estimate)
      if (from === 0) return `Under ${to} min`
      if (from >= 120) return `Over ${Math.floor(from / 60)} hours`
      return from === to ? `About ${to} min` : `About ${from}–${to} min`
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
