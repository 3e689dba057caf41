import { extname } from 'node:path'
import { parseAddress } from './parse_address.ts'
import { pagesOfRole } from './shell_arguments.ts'

/** The scheme the pages are served under, and its one host: never file://, which may read any file. */
export const appScheme = 'app'
/** The origin of every page of our own. */
export const appOrigin = `${appScheme}://civic-hall`

/** Content types by extension; a file of any other kind is not served. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.webm': 'video/webm',
  '.mp4': 'video/mp4',
}

/** The page a machine is set up with; a page of the shell itself, of no role. */
export const setupPage = 'setup'

const routes: readonly string[] = [...Object.values(pagesOfRole).flat(), setupPage]

/** Pages that are another page's document when they have none of their own. */
const sharedDocument: Readonly<Record<string, string>> = {
  query: 'kiosk.html',
  guide: 'counter.html',
  signage: 'board.html',
}

/** What an address of ours asks for: the file's path segments inside the pages folder, best first. */
export interface PageRequest {
  readonly candidates: readonly (readonly string[])[]
  readonly contentType: string
  /** The page, when the address is a page's (`/kiosk`) and not a file's. */
  readonly route: string | null
}

function decodedSegments(pathname: string): readonly string[] | null {
  let path: string
  try {
    path = decodeURIComponent(pathname)
  } catch {
    return null
  }
  // A percent sign left over means double encoding; backslash and colon are separators on Windows.
  if (/[%\\:\0]/.test(path)) return null
  const segments = path.split('/').slice(1)
  const safe = segments.every((segment) => segment !== '' && !segment.startsWith('.'))
  return safe ? segments : null
}

/** Reads an address into what to serve, or null for anything that is not plainly a page or a file of ours. */
export function readAddress(address: string): PageRequest | null {
  const url = parseAddress(address)
  if (url === null || url.protocol !== `${appScheme}:` || url.host !== 'civic-hall') return null
  const segments = decodedSegments(url.pathname)
  const [only] = segments ?? []
  if (segments === null || only === undefined) return null
  if (segments.length === 1 && routes.includes(only)) {
    const names = [`${only}.html`, sharedDocument[only]].filter((name) => name !== undefined)
    return { candidates: names.map((name) => [name]), contentType: contentTypes['.html'] ?? '', route: only }
  }
  const contentType = contentTypes[extname(segments.at(-1) ?? '').toLowerCase()]
  return contentType === undefined ? null : { candidates: [segments], contentType, route: null }
}

/** Whether an address is a page of ours; `route` narrows it to that page (a window may only reload itself). */
export function isOwnPage(address: string, route: string | null): boolean {
  const found = readAddress(address)
  return found !== null && found.route !== null && (route === null || found.route === route)
}
