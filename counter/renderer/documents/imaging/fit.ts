/** Ways to make a page smaller, tried in this order: quality of the JPEG, then fewer pixels. */
export const steps = [
  { quality: 0.86, scale: 1 },
  { quality: 0.74, scale: 1 },
  { quality: 0.6, scale: 1 },
  { quality: 0.5, scale: 0.8 },
  { quality: 0.45, scale: 0.6 },
  { quality: 0.4, scale: 0.45 },
] as const

/** A way to make a page smaller. */
export type Step = (typeof steps)[number]

/**
 * Makes all pages at the first step at which they fit together into `limit` bytes; null when they never do. `weigh`
 * tells the bytes of the whole, `make` one page at a step.
 */
export async function fitted<Page, Made>(
  pages: readonly Page[],
  make: (page: Page, step: Step) => Promise<Made>,
  weigh: (made: readonly Made[]) => number,
  limit: number,
): Promise<readonly Made[] | null> {
  for (const step of steps) {
    const made: Made[] = []
    for (const page of pages) made.push(await make(page, step))
    if (weigh(made) <= limit) return made
  }
  return null
}
