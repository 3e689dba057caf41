import './status_dot.css'
import { CircleAlert, CircleCheck, CircleDashed, CirclePause, CirclePlay } from 'lucide-react'

const icons = {
  good: CircleCheck,
  busy: CirclePlay,
  paused: CirclePause,
  trouble: CircleAlert,
  off: CircleDashed,
} as const

/** How a device, counter or link is. */
export type StatusTone = keyof typeof icons

/** A small sign with its word; `quiet` hides the word from the eye, not from a screen reader. */
export interface StatusDotProps {
  readonly tone: StatusTone
  readonly children: string
  readonly quiet?: boolean
}

/** State as icon and word; each tone has its own shape, so colour is never the only sign. */
export function StatusDot({ tone, children, quiet = false }: StatusDotProps) {
  const Icon = icons[tone]
  return (
    <span className="status-dot" data-tone={tone} title={quiet ? children : undefined}>
      <Icon aria-hidden />
      <span className={quiet ? 'visually-hidden' : undefined}>{children}</span>
    </span>
  )
}
