import { useCentre, useView } from '#client'
import { useText } from '#ui'
import { LoginForm, useStaffSession } from '#ui/staff'
import { consoleWords } from './console_words.ts'
import { NotForYou } from './entry/not_for_you.tsx'
import { ConsoleFrame } from './frame/console_frame.tsx'

/** The manager's page: log-in, a kind refusal for other posts, then the console. */
export function ConsoleApp() {
  const text = useText(consoleWords)
  const login = useStaffSession()
  const { staffId } = login
  const isKnown = useView((view) => view.revision > 0 && view.identity !== null)
  const roles = useCentre((centre) => centre.staff.get(staffId ?? '')?.roles ?? [])
  if (staffId === null) return <LoginForm title={text.title} onDone={login.refresh} />
  if (!isKnown)
    return (
      <main className="entry" role="status">
        <p className="entry-wait">{text.connecting}…</p>
      </main>
    )
  const isManager = roles.some((role) => role === 'manager' || role === 'admin')
  if (!isManager) return <NotForYou staffId={staffId} onLogout={login.logout} />
  return <ConsoleFrame staffId={staffId} onLogout={login.logout} />
}
