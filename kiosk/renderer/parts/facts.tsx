import type { ReactNode } from 'react'

/** `rows` to read, `check` larger to be checked, `pair` two figures side by side. */
export interface FactsProps {
  readonly items: readonly { readonly name: string; readonly value: ReactNode }[]
  readonly look?: 'rows' | 'check' | 'pair'
}

/** A few things to read at a glance: a word and what it is now. */
export function Facts({ items, look = 'rows' }: FactsProps) {
  return (
    <dl className="kiosk-facts" data-look={look}>
      {items.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
