import './pictogram.css'
import { type PictogramName, pictograms, type Shape } from './pictogram_table.ts'

/** Draws one of our pictograms, 1 em high unless `size` (CSS length) says otherwise; a picture beside words, so unspoken. */
export function Pictogram({ name, size }: { readonly name: PictogramName; readonly size?: string }) {
  const shapes: readonly Shape[] = pictograms[name]
  return (
    <svg
      className="pictogram"
      viewBox="0 0 48 48"
      fill="none"
      stroke="currentColor"
      strokeWidth={2.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      style={size === undefined ? undefined : { width: size, height: size }}
    >
      {shapes.map((shape) =>
        typeof shape === 'string' ? (
          <path key={shape} d={shape} />
        ) : (
          <path key={shape.fill} d={shape.fill} fill="currentColor" stroke="none" />
        ),
      )}
    </svg>
  )
}
