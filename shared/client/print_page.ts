import { ok } from '#basics'
import type { PagePrintEnd, PagePrintOrder } from '#protocol'

/**
 * Prints the document this page shows, as its print styles make it: silently in a shell, through the browser's own
 * dialog elsewhere. There whoever closes the dialog knows what became of it, so its end is never a refusal.
 */
export async function printPage(order: PagePrintOrder): Promise<PagePrintEnd> {
  const { civicHall } = globalThis
  if (civicHall !== undefined) return civicHall.printPage(order)
  window.print()
  return ok(null)
}
