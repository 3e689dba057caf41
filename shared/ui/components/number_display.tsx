import './number_display.css'
import type { ReactNode } from 'react'

/** A number as the visitor must remember it. */
export interface NumberDisplayProps {
  readonly number: string
  /** Above the number, such as the service's name. */
  readonly caption?: string
  /** 优先, 预约, 补打 as `<Mark>`. */
  readonly marks?: ReactNode
}

/** The number 240 px high with its caption and marks. */
export function NumberDisplay({ number, caption, marks }: NumberDisplayProps) {
  return (
    <div className="number-display" role="status">
      {caption !== undefined && <p className="number-display-caption">{caption}</p>}
      <p className="number-display-number">{number}</p>
      {marks !== undefined && <div className="number-display-marks">{marks}</div>}
    </div>
  )
}

/** A golden badge: 优先, 预约, 补打; always with a word. */
export function Mark({ icon, children }: { readonly icon?: ReactNode; readonly children: ReactNode }) {
  return (
    <span className="mark">
      {icon}
      {children}
    </span>
  )
}
