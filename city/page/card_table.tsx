import type { ReactNode } from 'react'

/** A card of the city's page with a table in it, or the sentence that there is nothing to show. */
export function CardTable(props: {
  readonly title: string
  readonly columns: readonly string[]
  readonly none: string
  readonly rows: readonly ReactNode[]
  readonly testId: string
}) {
  return (
    <section className="city-card" data-testid={props.testId}>
      <h2>{props.title}</h2>
      {props.rows.length === 0 ? (
        <p className="city-none">{props.none}</p>
      ) : (
        <div className="city-scroll">
          <table>
            <thead>
              <tr>
                {props.columns.map((column) => (
                  <th key={column}>{column}</th>
                ))}
              </tr>
            </thead>
            <tbody>{props.rows}</tbody>
          </table>
        </div>
      )}
    </section>
  )
}
