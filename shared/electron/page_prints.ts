import type { WebContents } from 'electron'
import { err, ok } from '#basics'
import {
  type BridgeEndpoint,
  type PagePrintEnd,
  type PagePrintOrder,
  type PagePrintRefusal,
  pagePrinted,
  pagePrinterPath,
  pagePrinting,
} from '#protocol'
import type { ShellLog } from './log.ts'

/** How long the agent may take for an answer, ms: its spooler has 15 s for each of two questions. */
const patience = 40_000

/** The first Chromium that prints page numbers from a style sheet (`@page { @bottom-center … }`). */
const countsPages = 131

/** The foot of each page where the style sheet's is not printed; nothing where it is. */
export function footFor(chromiumVersion: string) {
  if (Number.parseInt(chromiumVersion, 10) >= countsPages) return {}
  const numbers = '<span class="pageNumber"></span> / <span class="totalPages"></span>'
  return {
    displayHeaderFooter: true,
    headerTemplate: '<span></span>',
    footerTemplate: `<div style="width:100%;text-align:center;font-size:9px">${numbers}</div>`,
  }
}

/** Electron's words for a print that did not happen, as one of ours. */
export function refusalOf(failureReason: string): PagePrintRefusal {
  if (/device ?name|invalid printer|no printer/i.test(failureReason)) return 'no-printer'
  return /cancel/i.test(failureReason) ? 'cancelled' : 'failed'
}

const printSilently = (contents: WebContents, queue: string): Promise<PagePrintEnd> =>
  new Promise((resolve) => {
    const options = { silent: true, deviceName: queue, pageSize: 'A4', printBackground: true } as const
    contents.print(options, (success, reason) => resolve(success ? ok(null) : err(refusalOf(reason))))
  })

/** Asks the agent's door for pages; throws when it does not answer in time. */
async function askAgent(agent: BridgeEndpoint, query: string, pdf: Uint8Array<ArrayBuffer> | null) {
  const url = new URL(`${pagePrinterPath}${query}`, agent.url)
  url.protocol = 'http:'
  const answer = await fetch(url, {
    headers: { authorization: `Bearer ${agent.token}` },
    signal: AbortSignal.timeout(patience),
    ...(pdf === null ? {} : { method: 'POST', body: pdf }),
  })
  return answer.json()
}

async function printThroughAgent(
  contents: WebContents,
  agent: BridgeEndpoint,
  title: string,
): Promise<PagePrintEnd> {
  const pdf = await contents.printToPDF({
    ...{ pageSize: 'A4', preferCSSPageSize: true, printBackground: true },
    ...footFor(process.versions.chrome ?? ''),
  })
  const query = `?title=${encodeURIComponent(title)}`
  const { end } = pagePrinted.parse(await askAgent(agent, query, new Uint8Array(pdf)))
  return end === 'taken' ? ok(null) : err(end)
}

/**
 * Makes what prints a window's page, on the printer its agent is configured with and no other. Silent: whoever stands
 * at a kiosk sees no dialog. A second order while one is under way gets the first one's end: it is the same page.
 */
export function pagePrints(
  contents: WebContents,
  agent: () => BridgeEndpoint | null,
  log: ShellLog,
): (order: PagePrintOrder) => Promise<PagePrintEnd> {
  let underWay: Promise<PagePrintEnd> | null = null
  const print = async (title: string): Promise<PagePrintEnd> => {
    const endpoint = agent()
    if (endpoint === null) return err('no-printer')
    const how = pagePrinting.parse(await askAgent(endpoint, '', null))
    if (how.by === 'none') return err('no-printer')
    if (how.by === 'shell') return printSilently(contents, how.queue)
    return printThroughAgent(contents, endpoint, title)
  }
  return ({ title }) => {
    underWay ??= print(title)
      .catch((error: unknown): PagePrintEnd => {
        log('page-print-failed', { error: String(error) })
        return err('failed')
      })
      .finally(() => {
        underWay = null
      })
    return underWay
  }
}
