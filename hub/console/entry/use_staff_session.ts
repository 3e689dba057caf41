import { useCallback, useState } from 'react'
import { usePage, useServerNow, useView } from '#client'

/** The person logged in at this tab, and the ways in and out. */
export interface StaffLogin {
  readonly staffId: string | null
  refresh(): void
  logout(): void
}

/** Follows this tab's session: gone when it has run out, when the hub dropped it, or when it was left. */
export function useStaffSession(): StaffLogin {
  const page = usePage()
  const now = useServerNow(10_000)
  const access = useView((view) => view.access)
  const [session, setSession] = useState(() => page.session())
  const refresh = useCallback(() => setSession(page.session()), [page])
  const logout = () => {
    setSession(null)
    void page.logout()
  }
  const hasEnded = session === null || Date.parse(session.expiresAt) <= now
  // Right after a log-in 'needs-login' is still the old answer; the kept session tells them apart.
  const isDropped = access === 'needs-login' && page.session() === null
  return { staffId: hasEnded || isDropped ? null : session.staffId, refresh, logout }
}
