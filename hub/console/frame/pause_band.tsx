import { BellRing } from 'lucide-react'
import { useCentre, useServerNow } from '#client'
import { isPauseAlarm } from '#domain'
import { clockText, pauseReasonTerms, useTerm, useText } from '#ui'
import { consoleWords } from '../console_words.ts'

/** The band over the console while a counter has paused for longer than the rules allow (queue rules, pause). */
export function PauseBand() {
  const text = useText(consoleWords)
  const say = useTerm()
  const now = useServerNow(5_000)
  const pauses = useCentre((centre) =>
    [...centre.counterLive].flatMap(([counterId, { paused, staffId }]) => {
      const counter = centre.counters.get(counterId)
      if (paused === null || counter === undefined || !isPauseAlarm(centre, counterId, now)) return []
      const staff = centre.staff.get(staffId ?? '')
      return [{ counterId, name: counter.name, staff: staff?.name ?? null, paused }]
    }),
  )
  if (pauses.length === 0) return null
  return (
    <ul className="console-pauses" role="alert" data-testid="pause-alarms">
      {pauses.map(({ counterId, name, staff, paused }) => (
        <li key={counterId} data-testid={`pause-alarm-${counterId}`}>
          <BellRing size={18} aria-hidden />
          <b>{text.pausedLong(say(name), Math.floor((now - paused.since) / 60_000))}</b>
          <span>
            {[say(pauseReasonTerms[paused.reason]), ...(staff === null ? [] : [say(staff)])].join(' · ')}
            {' · '}
            {text.pausedSince(clockText(paused.since))}
          </span>
        </li>
      ))}
    </ul>
  )
}
