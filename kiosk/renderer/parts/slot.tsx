import type { ReactNode } from 'react'

/** A named place around one control: it lays nothing out of its own. */
export function Slot({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="slot" data-testid={name}>
      {children}
    </div>
  )
}
