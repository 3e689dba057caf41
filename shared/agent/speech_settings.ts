import type { AnnouncerRules, DaySpan, Policy } from '#domain'
import { type AnnouncerSettings, type Span, usualPolicy, usualStyle } from '#drivers'

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
const spanOf = ({ from, to }: DaySpan): Span => ({ from: minutes(from), to: minutes(to) })

/**
 * The centre's rules as the announcer takes them. `machineVolume` (0 to 1) makes a loud installation softer in
 * everything but emergencies.
 */
export function announcerSettings(
  { announcer, zoneMinutes }: Pick<Policy, 'announcer' | 'zoneMinutes'>,
  machineVolume: number,
): AnnouncerSettings {
  const { chime, times, also, one, volume, volumes, quietHours }: AnnouncerRules = announcer
  return {
    style: { ...usualStyle, chime, times, also, one },
    policy: {
      ...usualPolicy,
      utcOffsetMinutes: zoneMinutes,
      volume: volume * machineVolume,
      volumes: volumes.map((span) => ({ ...spanOf(span), volume: span.volume * machineVolume })),
      quietHours: quietHours.map(spanOf),
    },
  }
}
