import type { ReactNode } from 'react'

/** A few things to read at a glance: a word and what it is now. */
export function Facts({
  items,
}: {
  readonly items: readonly { readonly name: string; readonly value: ReactNode }[]
}) {
  return (
    <dl className="kiosk-facts">
      {items.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
