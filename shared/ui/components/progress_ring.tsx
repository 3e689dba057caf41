import './progress_ring.css'
import { ProgressBar } from 'react-aria-components'

const round = 2 * Math.PI * 20

/** Something is under way: how far (`value` 0 to 1), or no more than that it is (`null`); the words say what. */
export interface ProgressRingProps {
  readonly label: string
  readonly value: number | null
}

/** A ring that fills, with words beside it. */
export function ProgressRing({ label, value }: ProgressRingProps) {
  const part = value === null ? 0.3 : Math.min(1, Math.max(0, value))
  return (
    <ProgressBar
      className="progress-ring"
      aria-label={label}
      data-endless={value === null || undefined}
      {...(value === null ? { isIndeterminate: true } : { value: part * 100 })}
    >
      <svg viewBox="0 0 48 48" fill="none" strokeWidth={5} aria-hidden="true">
        <circle className="progress-ring-track" cx={24} cy={24} r={20} />
        <circle
          className="progress-ring-done"
          cx={24}
          cy={24}
          r={20}
          strokeLinecap="round"
          strokeDasharray={round}
          strokeDashoffset={round * (1 - part)}
          transform="rotate(-90 24 24)"
        />
      </svg>
      <span>{label}</span>
    </ProgressBar>
  )
}
