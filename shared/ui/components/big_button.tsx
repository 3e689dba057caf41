import './big_button.css'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'

/** A button for a finger. `main` is the one obvious next step, `plain` another way, `quiet` a side door. */
export interface BigButtonProps {
  readonly children: ReactNode
  readonly onPress: () => void
  readonly kind?: 'main' | 'plain' | 'quiet'
  readonly icon?: ReactNode
  readonly wide?: boolean
  readonly disabled?: boolean
  /** What a screen reader says instead of the words on it. */
  readonly label?: string
}

/** A large button with words, and an icon if there is one. */
export function BigButton({
  children,
  onPress,
  kind = 'plain',
  icon,
  wide,
  disabled,
  label,
}: BigButtonProps) {
  return (
    <Button
      className="big-button"
      data-kind={kind}
      data-wide={wide || undefined}
      isDisabled={disabled ?? false}
      onPress={onPress}
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      {icon}
      <span>{children}</span>
    </Button>
  )
}
