import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** A card of what waits for a person; `children` are its list entries. */
export function NeedsCard(props: {
  readonly icon: LucideIcon
  readonly title: string
  readonly body: string
  readonly testId: string
  readonly className?: string
  readonly children: ReactNode
}) {
  const { icon: Icon, title, body, testId, className = '', children } = props
  return (
    <section className={`card needs ${className}`.trim()} data-testid={testId}>
      <header className="card-head">
        <Icon aria-hidden />
        <div>
          <h3>{title}</h3>
          <p>{body}</p>
        </div>
      </header>
      <ul>{children}</ul>
    </section>
  )
}
