import './screens/screens.css'
import { useEffect } from 'react'
import { assertNever } from '#basics'
import { useServerNow, useView } from '#client'
import { mayRetry } from './flow.ts'
import { useFlow } from './kiosk_flow.ts'
import { Idle } from './parts/idle.tsx'
import { useGoesOn } from './parts/use_goes_on.ts'
import { useHall } from './parts/use_hall.ts'
import { useKeyScanner } from './parts/use_key_scanner.ts'
import { BookedScreen } from './screens/booked.tsx'
import { BookingScreen } from './screens/booking.tsx'
import { CardScreen } from './screens/card.tsx'
import {
  ClosedScreen,
  EmergencyScreen,
  isHallClosed,
  OutageScreen,
  StartingScreen,
} from './screens/closed.tsx'
import { ConfirmScreen } from './screens/confirm.tsx'
import { DetailScreen } from './screens/detail.tsx'
import { ExistingScreen } from './screens/existing.tsx'
import { HomeScreen } from './screens/home.tsx'
import { IdentityScreen } from './screens/identity.tsx'
import { IssuingScreen } from './screens/issuing.tsx'
import { PairingScreen } from './screens/pairing.tsx'
import { PriorityScreen } from './screens/priority.tsx'
import { RefusedScreen } from './screens/refused.tsx'
import { ResultScreen } from './screens/result.tsx'
import { ServicesScreen } from './screens/services.tsx'
import { ShowScreen } from './screens/show.tsx'
import { StandingScreen, UnknownCodeScreen } from './screens/standing.tsx'
import { TypeScreen } from './screens/type.tsx'

/** A lost link is shown only after this long, ms: a hub that restarts is back by then. */
const outageAfter = 4_000

function FlowScreen() {
  const screen = useFlow((flow) => flow.screen)
  switch (screen.at) {
    case 'home':
      return <HomeScreen />
    case 'services':
      return <ServicesScreen />
    case 'detail':
      return <DetailScreen />
    case 'identity':
      return <IdentityScreen />
    case 'card':
      return <CardScreen />
    case 'type':
      return <TypeScreen />
    case 'priority':
      return <PriorityScreen />
    case 'confirm':
      return <ConfirmScreen />
    case 'issuing':
      return <IssuingScreen />
    case 'result':
      return <ResultScreen ticket={screen.ticket} handed={screen.handed} />
    case 'show':
      return <ShowScreen ticket={screen.ticket} reason={screen.reason} />
    case 'existing':
      return <ExistingScreen screen={screen} />
    case 'standing':
      return <StandingScreen ticketId={screen.ticketId} number={screen.number} />
    case 'booked':
      return <BookedScreen bookings={screen.bookings} />
    case 'booking':
      return <BookingScreen typed={screen.typed} isUnknown={screen.isUnknown} />
    case 'unknown-code':
      return <UnknownCodeScreen />
    case 'refused':
      return <RefusedScreen code={screen.code} detail={screen.detail} retry={mayRetry(screen)} />
    default:
      return assertNever(screen)
  }
}

/** Screens that hold a number, or wait for one, stay through an outage. */
const keepsNumber: ReadonlySet<string> = new Set(['issuing', 'result', 'show', 'existing'])

/** The kiosk: what the hall, the wire and the visitor's own way call for, in this order. */
export function KioskPage() {
  const at = useFlow((flow) => flow.screen.at)
  const hall = useHall()
  const now = useServerNow()
  const connection = useView((view) => view.connection)
  const access = useView((view) => view.access)
  const goesOn = useGoesOn()
  const staleSince = useView((view) => view.staleSince)
  useKeyScanner()
  useEffect(() => {
    // What a finger drags or holds on a public screen must not open the browser's own menus.
    const refuse = (event: Event) => event.preventDefault()
    window.addEventListener('contextmenu', refuse)
    return () => window.removeEventListener('contextmenu', refuse)
  }, [])
  if (access === 'needs-pairing') return <PairingScreen />
  if (hall.emergency?.kind === 'plan') return <EmergencyScreen />
  if (connection === 'connecting') return <StartingScreen />
  if (staleSince !== null && now - staleSince > outageAfter && !keepsNumber.has(at) && !goesOn)
    return (
      <>
        <OutageScreen since={staleSince} />
        <Idle />
      </>
    )
  if (at === 'home' && isHallClosed(hall)) return <ClosedScreen />
  return (
    <>
      <FlowScreen />
      <Idle />
    </>
  )
}
