import './guide.css'
import { LanguageSwitch, LoginForm, SchemeSwitch, type StaffLogin, useStaffSession } from '#ui/staff'
import '../terminal/terminal.css'
import { useEffect } from 'react'
import { useCentre, useView } from '#client'
import { StaleBand, useTerm, useText, WallClock } from '#ui'
import { EmergencyBand } from '../terminal/emergency_band.tsx'
import { deskWords } from '../terminal/words.ts'
import { AlarmButtons } from './alarm_buttons.tsx'
import { BookingPart } from './booking_part.tsx'
import { FindPart } from './find_part.tsx'
import { IssuePart } from './issue_part.tsx'
import { UnknownPart } from './unknown_part.tsx'
import { guideWords } from './words.ts'

function GuideTop({ login }: { readonly login: StaffLogin }) {
  const text = useText(guideWords)
  const desk = useText(deskWords)
  const say = useTerm()
  const staff = useCentre((centre) => centre.staff.get(login.staffId ?? ''))
  const waiting = useCentre((centre) => [...centre.waiting.values()].reduce((sum, each) => sum + each, 0))
  return (
    <header className="top">
      <h1 className="top-counter">{text.title}</h1>
      <p className="top-person">
        <b>{staff === undefined ? '' : say(staff.name)}</b>
        <span>{text.waitingAll(waiting)}</span>
      </p>
      <div className="guide-clock">
        <WallClock date={false} />
      </div>
      <div className="top-tools">
        <LanguageSwitch />
        <SchemeSwitch />
        <button type="button" className="quiet-button" onClick={login.logout} data-testid="logout">
          {desk.logout}
        </button>
      </div>
      <AlarmButtons />
    </header>
  )
}

/** The information desk: numbers for those the kiosk does not suit, and what went wrong with paper. */
export function GuideApp() {
  const text = useText(guideWords)
  const login = useStaffSession()
  const staleSince = useView((view) => view.staleSince)
  const known = useView((view) => view.revision > 0)
  const me = useCentre((centre) => centre.staff.get(login.staffId ?? ''))
  useEffect(() => {
    document.title = text.title
  }, [text])
  if (login.staffId === null) return <LoginForm title={text.title} onDone={login.refresh} />
  if (!known) return <main className="gate" />
  const allowed = me?.roles.some((role) => role === 'guide' || role === 'manager') ?? false
  return (
    <div className="guide">
      <EmergencyBand />
      <StaleBand since={staleSince} />
      <GuideTop login={login} />
      {allowed ? (
        <main className="guide-parts">
          <IssuePart />
          <div className="guide-side">
            <UnknownPart />
            <BookingPart />
            <FindPart />
          </div>
        </main>
      ) : (
        <p className="guide-refused">{text.noRight}</p>
      )}
    </div>
  )
}
