/** A time of day, minutes since midnight. */
export type MinuteOfDay = number

/** From `from` until `to` (past midnight when `to` is not later). */
export interface Span {
  readonly from: MinuteOfDay
  readonly to: MinuteOfDay
}

/** When and how loud a hall is spoken to. */
export interface AnnouncerPolicy {
  /** Minutes the centre's clock is ahead of UTC; Shanghai is 480 all year. */
  readonly utcOffsetMinutes: number
  /** 0 to 1, outside all of `volumes`. */
  readonly volume: number
  /** The first span that holds counts. */
  readonly volumes: readonly (Span & { readonly volume: number })[]
  /** Only emergencies are spoken in these. */
  readonly quietHours: readonly Span[]
  /** A call that waited longer is not spoken: the board shows it anyway. Emergencies never expire. */
  readonly maxAgeMs: number
  /** Emergencies sound at least this loud. */
  readonly emergencyVolume: number
}

/** Full volume all day, softer in the midday break, silent at night. */
export const usualPolicy: AnnouncerPolicy = {
  utcOffsetMinutes: 480,
  volume: 0.9,
  volumes: [{ from: 12 * 60, to: 13 * 60, volume: 0.6 }],
  quietHours: [{ from: 20 * 60, to: 7 * 60 }],
  maxAgeMs: 60_000,
  emergencyVolume: 1,
}

const minuteOfDay = (now: number, utcOffsetMinutes: number): MinuteOfDay => {
  const minutes = Math.floor(now / 60_000) + utcOffsetMinutes
  return ((minutes % 1_440) + 1_440) % 1_440
}

const within = (minute: MinuteOfDay, { from, to }: Span): boolean =>
  from < to ? minute >= from && minute < to : minute >= from || minute < to

/** Whether only emergencies may be spoken at `now` (ms since the epoch). */
export function isQuiet(policy: AnnouncerPolicy, now: number): boolean {
  const minute = minuteOfDay(now, policy.utcOffsetMinutes)
  return policy.quietHours.some((span) => within(minute, span))
}

/** The volume at `now`, 0 to 1. */
export function volumeAt(policy: AnnouncerPolicy, now: number, emergency: boolean): number {
  const minute = minuteOfDay(now, policy.utcOffsetMinutes)
  const volume = policy.volumes.find((span) => within(minute, span))?.volume ?? policy.volume
  return emergency ? Math.max(volume, policy.emergencyVolume) : volume
}
