import './panel.css'
import type { ReactNode } from 'react'

/** One device on the workbench: its name, how it is, its picture. */
export function Panel({
  title,
  side,
  children,
  name,
}: {
  readonly title: string
  readonly side?: ReactNode
  readonly children: ReactNode
  readonly name: string
}) {
  return (
    <section className={`panel panel-${name}`}>
      <header className="panel-head">
        <h2>{title}</h2>
        {side}
      </header>
      {children}
    </section>
  )
}

/** One of a few choices as a row of pills. */
export function Pill({
  pressed,
  onPress,
  children,
  testId,
  tone = 'plain',
}: {
  readonly pressed: boolean
  readonly onPress: () => void
  readonly children: ReactNode
  readonly testId: string
  readonly tone?: 'plain' | 'fault'
}) {
  return (
    <button
      type="button"
      className="pill"
      data-tone={tone}
      aria-pressed={pressed}
      data-testid={testId}
      onClick={onPress}
    >
      {children}
    </button>
  )
}
