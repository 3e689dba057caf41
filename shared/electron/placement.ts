import type { WindowSize } from './shell_arguments.ts'

/** A rectangle on the desktop, in pixels. */
export interface Bounds extends WindowSize {
  readonly x: number
  readonly y: number
}

/** One screen of the machine. */
export interface DisplayInfo {
  readonly bounds: Bounds
}

/** Where a window goes, and whether it takes the whole display. */
export interface Placement {
  readonly bounds: Bounds
  readonly fillsDisplay: boolean
}

/**
 * Chooses a window's place. The display asked for, or the first when it is unplugged; the whole of it, or a window
 * of the given size in its middle, never larger than the display.
 */
export function placeWindow(
  displays: readonly [DisplayInfo, ...DisplayInfo[]],
  wanted: number | null,
  windowed: WindowSize | null,
): Placement {
  const { bounds } = displays[wanted ?? 0] ?? displays[0]
  if (windowed === null) return { bounds, fillsDisplay: true }
  const width = Math.min(windowed.width, bounds.width)
  const height = Math.min(windowed.height, bounds.height)
  const x = bounds.x + Math.floor((bounds.width - width) / 2)
  const y = bounds.y + Math.floor((bounds.height - height) / 2)
  return { bounds: { x, y, width, height }, fillsDisplay: false }
}
