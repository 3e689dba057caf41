import './portrait.css'
import { useState } from 'react'

/** A staff member's photograph, 4:5; `width` in design pixels; `null` address draws the first character of the name. */
export interface PortraitProps {
  readonly src: string | null
  readonly name: string
  readonly width: number
}

/** The portrait in a quiet frame; a picture that cannot be loaded gives way to the name's first character. */
export function Portrait({ src, name, width }: PortraitProps) {
  const [failed, setFailed] = useState<string | null>(null)
  const style = { width: `calc(${width} * var(--u))`, fontSize: `calc(${width * 0.45} * var(--u))` }
  return (
    <div className="portrait" style={style}>
      {src !== null && src !== failed ? (
        <img src={src} alt={name} onError={() => setFailed(src)} />
      ) : (
        <span role="img" aria-label={name}>
          {[...name].slice(0, 1).join('')}
        </span>
      )}
    </div>
  )
}
