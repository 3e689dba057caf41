import './figure.css'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

/** One figure of an overview. */
export interface FigureProps {
  readonly label: string
  /** `null` while it is not known. */
  readonly value: string | number | null
  readonly unit?: string
  /** A line below: comparison, target, what it counts. */
  readonly note?: ReactNode
  readonly tone?: 'plain' | 'attention'
  /** Leads to the tickets behind the figure. */
  readonly onPress?: () => void
}

/** A figure with its label; a button if there is something behind it. */
export function Figure({ label, value, unit, note, tone = 'plain', onPress }: FigureProps) {
  const inside = (
    <>
      <span className="figure-label">
        {label}
        {onPress !== undefined && <ChevronRight aria-hidden />}
      </span>
      <span className="figure-value">
        {value ?? '—'}
        {value !== null && unit !== undefined && <small>{unit}</small>}
      </span>
      {note !== undefined && <span className="figure-note">{note}</span>}
    </>
  )
  if (onPress === undefined) {
    return (
      <div className="figure" data-tone={tone}>
        {inside}
      </div>
    )
  }
  return (
    <button type="button" className="figure" data-tone={tone} onClick={onPress}>
      {inside}
    </button>
  )
}
