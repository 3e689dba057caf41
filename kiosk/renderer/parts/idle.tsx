import './idle.css'
import { useEffect, useState } from 'react'
import { Button } from 'react-aria-components'
import { BigButton, termText, useIdleReset, useLocale, useText, useUi, useVoiceHint, WallClock } from '#ui'
import { isWatched } from '../flow.ts'
import { useDispatch, useFlow } from '../kiosk_flow.ts'
import { words } from '../words.ts'
import { BackHome } from './back_home.tsx'
import { Slot } from './slot.tsx'
import { useCountdown } from './use_countdown.ts'
import { useCentreName, useHall } from './use_hall.ts'

/** Stillness before the kiosk asks, ms; people who want large text also want time. */
const askAfter = { plain: 30_000, elder: 45_000 }
/** From the question to home, s. */
const homeAfter = 15
/** Stillness at home before the screen is dimmed, ms. */
const dimAfter = 300_000

/** 「您还在办理吗」: any touch goes on, silence goes home and clears everything. */
function StillHere() {
  const text = useText(words)
  const dispatch = useDispatch()
  const left = useCountdown(homeAfter, () => dispatch({ type: 'end' }))
  const stay = () => dispatch({ type: 'touch' })
  useVoiceHint('kiosk-still-here')
  useEffect(() => {
    const listener = () => dispatch({ type: 'touch' })
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [dispatch])
  return (
    <div className="kiosk-veil">
      <div className="kiosk-dialog" role="alertdialog" aria-label={text.stillHere} data-testid="still-here">
        <p className="kiosk-dialog-question">{text.stillHere}</p>
        <p>{text.stillHereNote(left)}</p>
        <Slot name="here">
          <BigButton kind="main" wide onPress={stay}>
            {text.here}
          </BigButton>
        </Slot>
        <BackHome />
      </div>
    </div>
  )
}

/** Dark, with the clock and the state of the hall; the touch that wakes it presses nothing. */
function Dimmed({ onWake }: { readonly onWake: () => void }) {
  const text = useText(words)
  const name = useCentreName()
  const locale = useLocale()
  const hall = useHall()
  return (
    <Button className="kiosk-dimmed" onPress={onWake} autoFocus data-testid="kiosk-dimmed">
      <span className="kiosk-dimmed-name">{termText(name, locale)}</span>
      <WallClock />
      <span>{text.hall(hall.openCounters, hall.waiting)}</span>
      <span className="kiosk-dimmed-wake">{text.wake}</span>
    </Button>
  )
}

/** Watches for stillness: asks and goes home during a visit, dims the screen at rest. */
export function Idle() {
  const elder = useUi((ui) => ui.elder)
  const watched = useFlow(isWatched)
  const warned = useFlow((flow) => flow.warned)
  const resting = useFlow(({ screen }) => screen.at === 'home') && !watched
  const dispatch = useDispatch()
  const [dimmed, setDimmed] = useState(false)
  useIdleReset(watched && !warned ? (elder ? askAfter.elder : askAfter.plain) : null, () =>
    dispatch({ type: 'still' }),
  )
  useIdleReset(resting && !dimmed ? dimAfter : null, () => {
    setDimmed(true)
    dispatch({ type: 'end' })
  })
  useEffect(() => {
    // A card on the reader starts a visit, and with it the screen wakes.
    if (!resting) setDimmed(false)
  }, [resting])
  if (warned) return <StillHere />
  if (dimmed && resting) return <Dimmed onWake={() => setDimmed(false)} />
  return null
}
