import './wall_clock.css'
import { useLocale } from '../i18n/ui_store.ts'
import { clockText, dayText } from '../i18n/wording.ts'
import { useNow } from './use_now.ts'

/** Time of day and date in Shanghai; the text size is that of its surroundings, the time twice as large. */
export function WallClock({ date = true }: { readonly date?: boolean }) {
  const now = useNow()
  const locale = useLocale()
  return (
    <time className="wall-clock">
      <span className="wall-clock-time">{clockText(now)}</span>
      {date && <span className="wall-clock-date">{dayText(now, locale)}</span>}
    </time>
  )
}
