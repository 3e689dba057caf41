import './empty_state.css'
import type { ReactNode } from 'react'
import { Pictogram } from '../icons/pictogram.tsx'
import type { PictogramName } from '../icons/pictogram_table.ts'

/** Nothing here, why, and what can be done about it. */
export interface EmptyStateProps {
  readonly title: string
  readonly pictogram?: PictogramName
  readonly children?: ReactNode
  readonly action?: ReactNode
}

/** A calm picture and a sentence where a list is empty. */
export function EmptyState({ title, pictogram = 'logo', children, action }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <Pictogram name={pictogram} size="56px" />
      <p className="empty-state-title">{title}</p>
      {children !== undefined && <p className="empty-state-body">{children}</p>}
      {action}
    </div>
  )
}
