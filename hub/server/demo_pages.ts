import type { Endpoint } from '#protocol'

/** The demo's way in for plain browsers: where each page finds its wire, by 'page' or 'page:counter'. */
export interface DemoPages {
  readonly pages: Readonly<Record<string, Endpoint>>
  /** Where the city's own page is, for /city. */
  readonly cityPage: string | null
}

/** The wire of a page, the one of its counter before the one of the page. */
export function demoEndpoint(demo: DemoPages, page: string, counterId: string | undefined): Endpoint | null {
  const own = counterId === undefined ? undefined : demo.pages[`${page}:${counterId}`]
  return own ?? demo.pages[page] ?? null
}

/** The origins a page may have to connect to besides its own, for the content security policy. */
export function demoOrigins(demo: DemoPages | null): string[] {
  if (demo === null) return []
  const origins = Object.values(demo.pages).flatMap(({ url }) => {
    const { host } = new URL(url)
    return [`ws://${host}`, `http://${host}`]
  })
  return [...new Set(origins)]
}
