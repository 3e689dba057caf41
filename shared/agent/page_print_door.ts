import type { IncomingMessage, ServerResponse } from 'node:http'
import { largestPrintedPdf, type PagePrinted, type PagePrinting, pagePrinterPath } from '#protocol'
import { bodyOf } from './body_of.ts'
import type { PagePrinterDevice } from './page_printer_device.ts'
import { isSameSecret } from './page_session.ts'

const longestTitle = 80

/** Answers the shell's questions about pages on paper; false for any other address. */
export type PagePrintDoor = (request: IncomingMessage, response: ServerResponse) => boolean

function say(response: ServerResponse, answer: PagePrinted | PagePrinting): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
}

async function print(
  printer: PagePrinterDevice | null,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const title = url.searchParams.get('title') ?? ''
  if (title === '' || title.length > longestTitle) return void response.writeHead(400).end()
  const pdf = await bodyOf(request, largestPrintedPdf)
  if (pdf === null) return void response.writeHead(413).end()
  say(response, { end: (await printer?.print(pdf, title)) ?? 'no-printer' })
}

/** Opens the door: for programs with the launch token alone. Pages have an origin and are refused: they ask their shell. */
export function pagePrintDoor(token: string, printer: () => PagePrinterDevice | null): PagePrintDoor {
  return (request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (url.pathname !== pagePrinterPath) return false
    const secret = request.headers.authorization?.replace(/^Bearer /, '') ?? ''
    const isShell = request.headers.origin === undefined && isSameSecret(secret, token)
    if (!isShell) response.writeHead(403).end()
    else if (request.method === 'GET') say(response, printer()?.printing ?? { by: 'none' })
    else if (request.method !== 'POST') response.writeHead(405).end()
    else
      print(printer(), url, request, response).catch(() => {
        if (!response.headersSent) response.writeHead(500)
        response.end()
      })
    return true
  }
}
