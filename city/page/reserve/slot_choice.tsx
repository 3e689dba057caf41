import { useEffect, useState } from 'react'
import { clockText, dayText, useLocale, useTerm, useText } from '#ui'
import type { Choice } from './reserve_app.tsx'
import { reserveCalls, type Slot } from './reserve_calls.ts'
import { refusalWords, reserveWords } from './reserve_words.ts'

/** The times of the next days, a day after the other; what is full says so. */
export function SlotChoice({
  choice,
  onChoose,
}: {
  readonly choice: Choice
  readonly onChoose: (slotAt: string) => void
}) {
  const text = useText(reserveWords)
  const why = useText(refusalWords)
  const say = useTerm()
  const locale = useLocale()
  const [slots, setSlots] = useState<readonly Slot[] | 'unavailable' | null>(null)
  const { siteId } = choice.site
  const { serviceId, name } = choice.service
  useEffect(() => {
    void reserveCalls
      .slots(siteId, serviceId)
      .then((found) => setSlots(found.ok ? found.value : 'unavailable'))
  }, [siteId, serviceId])
  if (slots === null) return null
  if (slots === 'unavailable')
    return (
      <p role="alert" className="reserve-alert">
        {why.unavailable}
      </p>
    )
  const days = [...new Set(slots.map(({ slotAt }) => dayText(Date.parse(slotAt), locale)))]
  return (
    <>
      <h2>{text.chooseTime}</h2>
      <p className="reserve-note">
        {say(name)} · {say(choice.site.name)}
      </p>
      {days.length === 0 && <p className="reserve-card reserve-none">{text.noSlots}</p>}
      {days.map((day) => (
        <section key={day} className="reserve-card">
          <h3>{day}</h3>
          <div className="reserve-slots">
            {slots
              .filter(({ slotAt }) => dayText(Date.parse(slotAt), locale) === day)
              .map(({ slotAt, left }) => (
                <button
                  key={slotAt}
                  type="button"
                  disabled={left === 0}
                  data-testid="slot"
                  onClick={() => onChoose(slotAt)}
                >
                  <b>{clockText(Date.parse(slotAt))}</b>
                  <small>{left === 0 ? text.full : text.left(left)}</small>
                </button>
              ))}
          </div>
        </section>
      ))}
    </>
  )
}
