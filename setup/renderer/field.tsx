import { type ReactNode, useId } from 'react'

/** A label over its control, with a sentence of help or of fault below; the control takes the id it is given. */
export function Field(props: {
  readonly label: string
  readonly help?: string
  readonly fault?: string | null
  readonly children: (id: string) => ReactNode
}) {
  const id = useId()
  const { label, help, fault = null, children } = props
  return (
    <div className="setup-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {fault !== null ? (
        <p className="setup-fault" role="alert">
          {fault}
        </p>
      ) : (
        help !== undefined && <p className="setup-help">{help}</p>
      )}
    </div>
  )
}
