import type { Clock } from '#basics'
import type { Page } from './connect_page.ts'

/** A page's timers with its server's time of day: what a screen shows is the hall's time, not its machine's. */
export const hallClock = ({ clock, store }: Page): Clock => ({
  ...clock,
  now: () => clock.now() + store.getState().serverOffset,
})
