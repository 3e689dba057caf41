import type { Bilingual, Estimate, PriorityClass } from '#domain'
import type { Locale } from '#protocol'

type Said<Parts extends readonly unknown[]> = Readonly<Record<Locale, (...parts: Parts) => string>>

/** A centre without a number of its own gives the national helpline. */
const isHotline = (phone: string) => phone === '' || phone === '12348'

/** Every word on paper, in both languages. */
export const ticketWords = {
  ahead: {
    zh: (ahead: number) => (ahead === 0 ? '您是下一位' : `前面 ${ahead} 人`),
    en: (ahead: number) => (ahead === 0 ? 'You are next' : `${ahead} ahead of you`),
  } satisfies Said<[number]>,
  estimate: {
    zh: ({ p50Minutes, p80Minutes }: Estimate) => {
      if (p80Minutes <= 1) return '无需久等'
      if (p50Minutes < 1) return `约 ${p80Minutes} 分钟以内`
      return p50Minutes === p80Minutes ? `约 ${p80Minutes} 分钟` : `约 ${p50Minutes}–${p80Minutes} 分钟`
    },
    en: ({ p50Minutes, p80Minutes }: Estimate) => {
      if (p80Minutes <= 1) return 'Hardly any wait'
      if (p50Minutes < 1) return `Within ${p80Minutes} min`
      return p50Minutes === p80Minutes ? `About ${p80Minutes} min` : `About ${p50Minutes}–${p80Minutes} min`
    },
  } satisfies Said<[Estimate]>,
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
  phone: {
    zh: (phone: string) => (isHotline(phone) ? '法律服务热线 12348' : `咨询电话 ${phone}  热线 12348`),
    en: (phone: string) => (isHotline(phone) ? 'Legal helpline 12348' : `Tel. ${phone}  Helpline 12348`),
  } satisfies Said<[string]>,
} as const

/** Words without parts. */
export const ticketPhrases = {
  priority: { zh: '优先', en: 'Priority' },
  reprint: { zh: '补打', en: 'Reprint' },
  watch: { zh: '请留意叫号屏和广播', en: 'Watch the board and listen for your number' },
  missed: { zh: '过号请到导服台', en: 'If you miss your call, ask at the guide desk' },
  footer: { zh: '本号当日有效，请妥善保管', en: 'Valid today only. Please keep this ticket' },
} as const satisfies Record<string, Bilingual>

/** Whether a class is one the visitor was given, to be shown on paper. */
export const isPriority = (priority: string): boolean =>
  !(['normal', 'returned'] satisfies PriorityClass[]).some((each) => each === priority)
