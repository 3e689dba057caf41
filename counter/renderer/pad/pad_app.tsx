import './pad.css'
import { useEffect, useState } from 'react'
import { useCentre, usePage, useView } from '#client'
import { padView } from '#domain'
import { StaleBand, useText, useUi } from '#ui'
import { counterInAddress } from '../common/mount.tsx'
import { IdleScreen } from './idle_screen.tsx'
import { PairingScreen } from './pairing_screen.tsx'
import { RatingScreen } from './rating_screen.tsx'
import { EmergencyScreen, ThanksScreen, WaitScreen } from './still_screens.tsx'
import { padWords } from './words.ts'

/** Thanks stay this long, ms. */
const thanksMs = 8_000

/** After thanks or a rating not given, the next visitor finds the pad in Chinese. */
function useThanks(): { readonly thanked: string | null; thank(ratingKey: string): void } {
  const { clock } = usePage()
  const reset = useUi((ui) => ui.reset)
  const [thanked, thank] = useState<string | null>(null)
  useEffect(() => {
    if (thanked === null) return
    const timer = clock.after(thanksMs, () => {
      thank(null)
      reset()
    })
    return () => timer.cancel()
  }, [clock, reset, thanked])
  return { thanked, thank }
}

/** The pad before the visitor: who serves, what number; when a service ended, five faces. */
export function PadApp() {
  const text = useText(padWords)
  const { thanked, thank } = useThanks()
  const access = useView((view) => view.access)
  const known = useView((view) => view.revision > 0)
  const staleSince = useView((view) => view.staleSince)
  const own = useView(({ identity }) => (identity?.kind === 'device' ? identity.counterId : null))
  const counterId = own ?? counterInAddress() ?? ''
  const view = useCentre((centre) => padView(centre, counterId))
  const emergency = useCentre((centre) => centre.emergency?.kind === 'plan')

  if (access === 'needs-pairing') return <PairingScreen />
  if (!known || view === null) return <WaitScreen title={text.connecting} />
  const key = view.rating === null ? null : `${view.rating.ticketId}.${view.rating.leg}`
  const thanking = thanked !== null && (key === null || key === thanked)
  return (
    <div className="pad">
      <StaleBand since={staleSince} />
      {emergency ? (
        <EmergencyScreen />
      ) : thanking ? (
        <ThanksScreen />
      ) : view.rating !== null && key !== null ? (
        <RatingScreen key={key} view={view} asked={view.rating} onThanks={() => thank(key)} />
      ) : (
        <IdleScreen view={view} />
      )}
    </div>
  )
}
