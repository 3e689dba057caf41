import { useCallback, useState } from 'react'
import { usePage, useServerNow, useView } from '#client'

/** The member of staff logged in at this page, and the ways in and out. */
export interface StaffLogin {
  readonly staffId: string | null
  refresh(): void
  logout(): void
}

/** Follows the session of this tab: gone when it ended, when the hub no longer knows it, or when it was left. */
export function useStaffSession(): StaffLogin {
  const page = usePage()
  const now = useServerNow(10_000)
  const access = useView((view) => view.access)
  const [kept, setKept] = useState(() => page.session())
  const refresh = useCallback(() => setKept(page.session()), [page])
  const logout = () => {
    setKept(null)
    void page.logout()
  }
  const isOver = kept === null || Date.parse(kept.expiresAt) <= now
  // After a log-in the link is made anew: until then 'needs-login' is the old answer.
  const isDropped = access === 'needs-login' && page.session() === null
  return { staffId: isOver || isDropped ? null : kept.staffId, refresh, logout }
}
