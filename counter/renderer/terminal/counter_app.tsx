import './terminal.css'
import { useEffect } from 'react'
import { useCentre, useView } from '#client'
import { useText } from '#ui'
import { LoginForm, useStaffSession } from '#ui/staff'
import { counterInAddress } from '../common/mount.tsx'
import { CounterChoice } from './counter_choice.tsx'
import { Desk } from './desk.tsx'
import { deskWords } from './words.ts'

function Connecting() {
  const text = useText(deskWords)
  return (
    <main className="gate" role="status">
      <p className="gate-wait">{text.connecting}…</p>
    </main>
  )
}

/** The counter page: who works here, at which counter, then the counter's terminal. */
export function CounterApp() {
  const text = useText(deskWords)
  const login = useStaffSession()
  const identity = useView((view) => view.identity)
  const known = useView((view) => view.revision > 0)
  const { staffId } = login
  const openedHere = useCentre(
    (centre) => [...centre.counterLive].find(([, live]) => live.staffId === staffId)?.[0] ?? null,
  )
  useEffect(() => {
    document.title = text.title
  }, [text])

  if (staffId === null) return <LoginForm title={text.title} onDone={login.refresh} />
  if (!known || identity === null) return <Connecting />
  // A machine that stands at one counter works that counter only.
  const ownCounterId = identity.kind === 'device' ? identity.counterId : null
  if (openedHere !== null && (ownCounterId === null || ownCounterId === openedHere))
    return <Desk key={openedHere} counterId={openedHere} staffId={staffId} onLogout={login.logout} />
  return (
    <CounterChoice
      staffId={staffId}
      ownCounterId={ownCounterId}
      proposed={counterInAddress()}
      onLogout={login.logout}
    />
  )
}
