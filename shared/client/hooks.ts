import { createContext, useContext, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { type Clock, present } from '#basics'
import type { CentreState } from '#domain'
import type { CentreView } from './centre_store.ts'
import type { Page } from './connect_page.ts'

const pageContext = createContext<Page | null>(null)

/** Gives a page's tree its connection: `<PageProvider value={connectPage(…)}>`. */
export const PageProvider = pageContext.Provider

/** The connection of the page this component stands on. */
export const usePage = (): Page => present(useContext(pageContext), 'PageProvider')

/** A value of the store: connection, card, printer …; renders again when that value changes. */
export const useView = <T>(select: (view: CentreView) => T): T => useStore(usePage().store, select)

/**
 * A view of the centre, for example `useCentre((centre) => boardView(centre, now))`. It is made anew after every
 * revision, since the centre is changed in place; keep nothing of what it reads elsewhere.
 */
export function useCentre<T>(view: (centre: CentreState) => T): T {
  const { store } = usePage()
  // The revision is what makes this render again; a snapshot also brings another object.
  useStore(store, ({ revision }) => revision)
  return view(useStore(store, ({ centre }) => centre))
}

/** A clock's time, ms since the epoch, renewed every `every` ms. */
export function useClockNow(clock: Clock, every: number): number {
  const [now, setNow] = useState(() => clock.now())
  useEffect(() => {
    setNow(clock.now())
    const timer = clock.every(every, () => setNow(clock.now()))
    return () => timer.cancel()
  }, [clock, every])
  return now
}

/** The server's time, ms since the epoch, renewed every `every` ms. */
export function useServerNow(every = 1_000): number {
  const { store, clock } = usePage()
  const offset = useStore(store, ({ serverOffset }) => serverOffset)
  return useClockNow(clock, every) + offset
}
