import { OctagonAlert, X } from 'lucide-react'
import { useEffect } from 'react'
import { sayRefusal, useLocale, useScreen, useText } from '#ui'
import { useDesk } from './use_desk.ts'
import { deskWords } from './words.ts'

/** A sentence stays this long unless the next step takes its place, ms. */
const saidMs = 8_000

/** Why the last step was not done, as a sentence; it goes by itself. */
export function SaidBar() {
  const { said, say } = useDesk()
  const { clock } = useScreen()
  const text = useText(deskWords)
  const locale = useLocale()
  useEffect(() => {
    if (said === null) return
    const timer = clock.after(saidMs, () => say(null))
    return () => timer.cancel()
  }, [said, clock, say])
  if (said === null) return <div className="said" role="alert" />
  const { title, detail } = sayRefusal(said, locale)
  return (
    <div className="said" role="alert" data-testid="said">
      <OctagonAlert aria-hidden />
      <p>
        <b>{title}</b>
        <span>{detail}</span>
      </p>
      <button type="button" aria-label={text.dismiss} onClick={() => say(null)}>
        <X aria-hidden />
      </button>
    </div>
  )
}
