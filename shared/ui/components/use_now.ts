import { useClockNow } from '#client'
import { useScreen } from './screen_context.tsx'

/** The time in ms since the epoch, renewed every `every` ms. */
export const useNow = (every = 1000): number => useClockNow(useScreen().clock, every)
