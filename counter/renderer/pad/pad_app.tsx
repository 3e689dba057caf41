import './pad.css'
import { useEffect, useRef, useState } from 'react'
import { useCentre, usePage, useView } from '#client'
import { padView } from '#domain'
import { StaleBand, useText, useUi } from '#ui'
import { counterInAddress } from '../common/mount.tsx'
import { IdleScreen } from './idle_screen.tsx'
import { PairingScreen } from './pairing_screen.tsx'
import { RatingScreen } from './rating_screen.tsx'
import { EmergencyScreen, ThanksScreen, WaitScreen } from './still_screens.tsx'
import { useKeptRatings } from './use_kept_ratings.ts'
import { padWords } from './words.ts'

/** Thanks stay this long, ms. */
const thanksMs = 8_000

function useThanks(): { readonly thanked: string | null; thank(ratingKey: string): void } {
  const { clock } = usePage()
  const [thanked, thank] = useState<string | null>(null)
  useEffect(() => {
    if (thanked === null) return
    const timer = clock.after(thanksMs, () => thank(null))
    return () => timer.cancel()
  }, [clock, thanked])
  return { thanked, thank }
}

/** After thanks, a rating not given, or when the next number is called, the pad is in Chinese again. */
function useLanguageHome(serving: string | null, isAsking: boolean): void {
  const reset = useUi((ui) => ui.reset)
  const last = useRef({ serving, isAsking })
  useEffect(() => {
    const before = last.current
    last.current = { serving, isAsking }
    const isNext = serving !== null && serving !== before.serving
    if (!isAsking && (isNext || before.isAsking)) reset()
  }, [serving, isAsking, reset])
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

  const kept = useKeptRatings()

  const asked = view?.rating ?? null
  const key = asked === null ? null : `${asked.ticketId}.${asked.leg}`
  useLanguageHome(view?.serving ?? null, key !== null || thanked !== null)

  if (access === 'needs-pairing') return <PairingScreen />
  if (!known || view === null) return <WaitScreen title={text.connecting} />
  const thanking = thanked !== null && (key === null || key === thanked)
  return (
    <div className="pad">
      <StaleBand since={staleSince} />
      {emergency ? (
        <EmergencyScreen />
      ) : thanking ? (
        <ThanksScreen isKept={asked !== null && kept.has(asked)} />
      ) : asked !== null && key !== null && !kept.has(asked) ? (
        <RatingScreen
          key={key}
          view={view}
          asked={asked}
          onThanks={() => thank(key)}
          onKeep={(body) => {
            kept.keep(body)
            thank(key)
          }}
        />
      ) : (
        <IdleScreen view={view} />
      )}
    </div>
  )
}
