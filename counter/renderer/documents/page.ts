import { findSheet } from './imaging/find_sheet.ts'
import { cornersOf } from './imaging/homography.ts'
import type { Corners, Picture } from './imaging/plane.ts'
import { plainTone, type Tone, toned } from './imaging/tone.ts'
import { deskewed, turned } from './imaging/warp.ts'

/** One captured page: the photo as it was, and what is done to it. */
export interface DocumentPage {
  readonly id: string
  readonly photo: Picture
  readonly corners: Corners
  /** Whether the corners were found; else the whole photo is the page until somebody moves them. */
  readonly isFound: boolean
  /** Quarters turned to the right, 0 to 3. */
  readonly quarters: number
  readonly tone: Tone
}

/** The longest edge of a page in the document, pixels: 200 dots an inch on A4. */
export const longestEdge = 2_339

/**
 * Most pages of one document: a photo takes 20 MB of the page's memory until it is saved, and a page that runs out of
 * it loses all of them.
 */
export const mostPages = 20

/** A page of a photo, with its corners where the sheet was found. */
export function pageOf(id: string, photo: Picture): DocumentPage {
  const found = findSheet(photo)
  const corners = found ?? cornersOf(photo)
  return { id, photo, corners, isFound: found !== null, quarters: 0, tone: plainTone }
}

/** The page as it will be in the document, at most `longest` pixels long; null when its corners bound no sheet. */
export function rendered({ photo, corners, quarters, tone }: DocumentPage, longest: number): Picture | null {
  const flat = deskewed(photo, corners, longest)
  if (flat === null) return null
  let upright = flat
  for (let turn = 0; turn < quarters; turn += 1) upright = turned(upright)
  return toned(upright, tone)
}

/** Pages with one moved by some places, within the list. */
export function moved<T>(pages: readonly T[], from: number, by: number): readonly T[] {
  const to = from + by
  const page = pages[from]
  if (page === undefined || to < 0 || to >= pages.length) return pages
  const rest = pages.filter((_, at) => at !== from)
  return [...rest.slice(0, to), page, ...rest.slice(to)]
}
