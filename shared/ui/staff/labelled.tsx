import './labelled.css'
import { type ReactNode, useId } from 'react'

/** A label over its control; the control takes the id it is given. */
export function Labelled(props: { readonly label: string; readonly children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="labelled">
      <label htmlFor={id}>{props.label}</label>
      {props.children(id)}
    </div>
  )
}
