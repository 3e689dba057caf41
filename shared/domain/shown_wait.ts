import type { Estimate } from './ticket.ts'

/** What is said of a wait: times in `unit`, rounded outward. */
export type ShownWait =
  | { readonly kind: 'unattended'; readonly opensAt: string | null }
  | { readonly kind: 'under'; readonly to: number; readonly unit: WaitUnit }
  | {
      readonly kind: 'about'
      readonly from: number
      readonly to: number
      readonly unit: WaitUnit
      /** So wide that it is little more than a guess, and is said to be one. */
      readonly isWide: boolean
    }
  | { readonly kind: 'over'; readonly from: number; readonly unit: 'hour' }

/** Minutes, or hours of which the halves are said too. */
export type WaitUnit = 'minute' | 'hour'

const grain = 5
const halfHour = 30
/** From here on minutes are more than anybody can plan with. */
const longMinutes = 120
/** Beyond a working day nothing is known. */
const beyondMinutes = 8 * 60
const wideMinutes = 30

/** How an estimate is said (queue rules, estimate): outward to five minutes, to half hours when it is long. */
export function shownWait({ p50Minutes, p80Minutes, unattended }: Estimate): ShownWait {
  if (unattended !== undefined) return { kind: 'unattended', opensAt: unattended.opensAt }
  const [low, high] = [Math.max(0, Math.min(p50Minutes, p80Minutes)), Math.max(p50Minutes, p80Minutes)]
  if (low >= beyondMinutes) return { kind: 'over', from: beyondMinutes / 60, unit: 'hour' }
  const isLong = Math.ceil(high / grain) * grain > longMinutes
  const step = isLong ? halfHour : grain
  const said = isLong ? 60 : 1
  const unit = isLong ? 'hour' : 'minute'
  const from = Math.floor(low / step) * step
  const to = Math.max(step, Math.ceil(high / step) * step)
  if (from === 0) return { kind: 'under', to: to / said, unit }
  const isWide = to - from >= wideMinutes && to >= 2 * from
  return { kind: 'about', from: from / said, to: to / said, unit, isWide }
}
