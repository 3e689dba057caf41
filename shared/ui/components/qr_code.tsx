import './qr_code.css'
import { useMemo } from 'react'
import { qrPath } from './qr_path.ts'

const quiet = 4

/** A code to scan: `label` says where it leads, `size` is its side in design pixels. */
export interface QrCodeProps {
  readonly value: string
  readonly label: string
  readonly size?: number
}

/** A QR code as SVG with its quiet zone of four modules. */
export function QrCode({ value, label, size = 240 }: QrCodeProps) {
  const code = useMemo(() => qrPath(value), [value])
  const side = code.size + 2 * quiet
  const edge = `calc(${size} * var(--u))`
  return (
    <svg
      className="qr-code"
      viewBox={`${-quiet} ${-quiet} ${side} ${side}`}
      style={{ width: edge, height: edge }}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={code.path} fill="currentColor" />
    </svg>
  )
}
