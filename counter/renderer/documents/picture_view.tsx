import { useEffect, useRef } from 'react'
import { show } from './canvas.ts'
import type { Picture } from './imaging/plane.ts'

/** A picture on a canvas. */
export function PictureView({ picture, label }: { readonly picture: Picture; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    if (canvas.current !== null) show(canvas.current, picture)
  }, [picture])
  return <canvas ref={canvas} role="img" aria-label={label} />
}
