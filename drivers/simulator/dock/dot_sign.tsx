import { useEffect, useRef } from 'react'

/** Red LEDs as they look behind a smoked pane. */
const lit = '#ff4d3d'
const unlit = '#2b0f0d'
const pitch = 6
const radius = 2.25

/** Draws a sign's dots: 16 rows of 64, one red colour on black. */
export function DotSign({ dots, label }: { readonly dots: readonly string[]; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const columns = dots[0]?.length ?? 64
  const rows = dots.length === 0 ? 16 : dots.length
  useEffect(() => {
    const pen = canvas.current?.getContext('2d')
    if (pen === null || pen === undefined) return
    pen.setTransform(2, 0, 0, 2, 0, 0)
    pen.clearRect(0, 0, columns * pitch, rows * pitch)
    for (const [y, row] of dots.entries()) {
      for (let x = 0; x < row.length; x += 1) {
        pen.fillStyle = row[x] === '1' ? lit : unlit
        pen.beginPath()
        pen.arc((x + 0.5) * pitch, (y + 0.5) * pitch, radius, 0, 2 * Math.PI)
        pen.fill()
      }
    }
  }, [dots, columns, rows])
  return (
    <canvas
      ref={canvas}
      className="dot-sign"
      width={columns * pitch * 2}
      height={rows * pitch * 2}
      role="img"
      aria-label={label}
    />
  )
}
