import { assert } from '#basics'

function channel(value: number): number {
  const part = value / 255
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}

/** Relative luminance of `#rrggbb`, 0 (black) to 1 (white); WCAG 2.2 "relative luminance". */
function luminance(colour: string): number {
  assert(/^#[0-9a-f]{6}$/i.test(colour), `${colour} is a #rrggbb colour`)
  const value = Number.parseInt(colour.slice(1), 16)
  const [red, green, blue] = [channel(value >> 16), channel((value >> 8) & 255), channel(value & 255)]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast ratio of two `#rrggbb` colours, 1 to 21; WCAG 2.2 "contrast ratio". */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}
