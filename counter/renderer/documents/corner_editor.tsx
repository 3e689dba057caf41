import { type PointerEvent, useRef } from 'react'
import { useText } from '#ui'
import { type Corners, isSheet, type Picture, type Point } from './imaging/plane.ts'
import { PictureView } from './picture_view.tsx'
import { documentWords } from './words.ts'

const withCorner = (corners: Corners, at: number, place: Point): Corners => {
  const [a, b, c, d] = corners.map((corner, index) => (index === at ? place : corner))
  return a && b && c && d ? [a, b, c, d] : corners
}

/** The photo with its four corners, to be dragged, or moved with the arrow keys. */
export function CornerEditor(props: {
  readonly photo: Picture
  readonly corners: Corners
  readonly onChange: (corners: Corners) => void
}) {
  const { photo, corners, onChange } = props
  const text = useText(documentWords)
  const frame = useRef<SVGSVGElement>(null)
  const radius = photo.width / 48
  const moveTo = (at: number, { x, y }: Point) => {
    const place = {
      x: Math.min(photo.width - 1, Math.max(0, x)),
      y: Math.min(photo.height - 1, Math.max(0, y)),
    }
    const next = withCorner(corners, at, place)
    if (isSheet(next)) onChange(next)
  }
  const drag = (at: number) => (event: PointerEvent<SVGCircleElement>) => {
    const box = frame.current?.getBoundingClientRect()
    if (box === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    const scale = photo.width / box.width
    moveTo(at, { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale })
  }
  const nudges: Readonly<Record<string, Point>> = {
    ArrowLeft: { x: -radius / 4, y: 0 },
    ArrowRight: { x: radius / 4, y: 0 },
    ArrowUp: { x: 0, y: -radius / 4 },
    ArrowDown: { x: 0, y: radius / 4 },
  }
  return (
    <div className="corner-editor" style={{ aspectRatio: `${photo.width} / ${photo.height}` }}>
      <PictureView picture={photo} label={text.corners} />
      <svg ref={frame} viewBox={`0 0 ${photo.width} ${photo.height}`} data-testid="corners">
        <title>{text.corners}</title>
        <polygon points={corners.map(({ x, y }) => `${x},${y}`).join(' ')} />
        {corners.map(({ x, y }, at) => (
          // biome-ignore lint/a11y/useSemanticElements: a handle inside a drawing
          <circle
            // biome-ignore lint/suspicious/noArrayIndexKey: the four corners have no other name
            key={at}
            cx={x}
            cy={y}
            r={radius}
            tabIndex={0}
            role="button"
            aria-label={`${text.corners} ${at + 1}`}
            data-testid={`corner-${at}`}
            onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
            onPointerMove={drag(at)}
            onKeyDown={(event) => {
              const nudge = nudges[event.key]
              if (nudge === undefined) return
              event.preventDefault()
              moveTo(at, { x: x + nudge.x, y: y + nudge.y })
            }}
          />
        ))}
      </svg>
    </div>
  )
}
