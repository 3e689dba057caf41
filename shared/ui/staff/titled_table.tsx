import type { ReactNode } from 'react'

/** A plain table under its column titles; a last column of buttons has the title ''. */
export function TitledTable(props: {
  readonly titles: readonly string[]
  readonly children: ReactNode
  /** What it is besides a plain table, for its style. */
  readonly className?: string
}) {
  return (
    <table className={`plain-table ${props.className ?? ''}`.trim()}>
      <thead>
        <tr>
          {props.titles.map((title) => (
            <th key={title}>{title}</th>
          ))}
        </tr>
      </thead>
      <tbody>{props.children}</tbody>
    </table>
  )
}
