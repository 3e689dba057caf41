import { readFile, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { protocol, type Session } from 'electron'
import { appScheme, readAddress } from './app_address.ts'
import { headersOf } from './content_security.ts'

/** Makes the scheme of our pages a secure, standard one. Once, before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ])
}

function answer(
  status: number,
  body: Uint8Array<ArrayBuffer> | string,
  contentType: string,
  route: string | null = null,
): Response {
  return new Response(body, { status, headers: { ...headersOf(route), 'content-type': contentType } })
}

const notFound = () => answer(404, 'not found', 'text/plain; charset=utf-8')

/** Reads a file inside the folder; null when it is not there or a link leads out of the folder. */
async function readInside(
  folder: string,
  segments: readonly string[],
): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const path = await realpath(join(folder, ...segments))
    if (!path.startsWith((await realpath(folder)) + sep)) return null
    return new Uint8Array(await readFile(path))
  } catch {
    return null
  }
}

async function serve(folder: string, request: Request): Promise<Response> {
  const wanted = request.method === 'GET' ? readAddress(request.url) : null
  for (const segments of wanted?.candidates ?? []) {
    const body = await readInside(folder, segments)
    if (body !== null && wanted !== null) return answer(200, body, wanted.contentType, wanted.route)
  }
  return notFound()
}

/** Serves the built pages in `folder` to a session, under the app scheme, and nothing outside that folder. */
export function serveApp(session: Session, folder: string): void {
  session.protocol.handle(appScheme, (request) => serve(folder, request))
}

/** Serves one page made by the shell itself, whatever the address; it has no script. */
export function serveDocument(session: Session, html: () => string): void {
  session.protocol.handle(appScheme, () => answer(200, html(), 'text/html; charset=utf-8'))
}
