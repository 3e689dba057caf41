/** A stretch of each day, 'HH:MM' in the centre's zone; past midnight when `to` is not later than `from`. */
export interface DaySpan {
  readonly from: string
  readonly to: string
}

/** Languages that may follow the Chinese sentence: English, and 沪语 (ISO 639-3 `wuu`) where a voice pack has it. */
export type AnnouncedLanguage = 'en' | 'wuu'

/** How a centre calls its visitors by voice (S16): data of the centre, in force at the next announcement. */
export interface AnnouncerRules {
  readonly chime: boolean
  /** How often the Chinese sentence is said, 1 to 3. */
  readonly times: number
  /** What follows it, each once, in this order. */
  readonly also: readonly AnnouncedLanguage[]
  /** How the digit 1 of a ticket number is said. */
  readonly one: '一' | '幺'
  /** 0 to 1, outside all of `volumes`. */
  readonly volume: number
  /** Volume by time of day; the first that holds counts. */
  readonly volumes: readonly (DaySpan & { readonly volume: number })[]
  /** Only emergencies are spoken in these. */
  readonly quietHours: readonly DaySpan[]
}

/** Chime, twice in Chinese, softer in the midday break, silent at night. */
export const usualAnnouncer: AnnouncerRules = {
  chime: true,
  times: 2,
  also: [],
  one: '一',
  volume: 0.9,
  volumes: [{ from: '12:00', to: '13:00', volume: 0.6 }],
  quietHours: [{ from: '20:00', to: '07:00' }],
}
