import type { PagePrintEnd, PagePrintOrder } from './page_print.ts'

/** What a machine is for; decides its pages, its lock-down and its agent's devices. */
export type ShellRole = 'kiosk' | 'query' | 'counter' | 'display'

/** Where a page in a shell finds its agent: a WebSocket address on 127.0.0.1 and this launch's token. */
export interface BridgeEndpoint {
  readonly url: string
  readonly token: string
}

/**
 * All a page in a shell may ask of it, as `globalThis.civicHall`; absent in a plain browser, where the hub serves
 * the page and is its endpoint. Nothing of Electron, the file system or a device is reachable through it.
 */
export interface Bridge {
  readonly role: ShellRole
  /** Resolves once the agent is ready; waits while it is being restarted, never rejects. */
  endpoint(): Promise<BridgeEndpoint>
  /** Tells each later endpoint (the agent was restarted: new address, new token); returns the unsubscriber. */
  onEndpoint(listener: (endpoint: BridgeEndpoint) => void): () => void
  /** Prints the document the page shows, as its print styles make it, without asking anybody. */
  printPage(order: PagePrintOrder): Promise<PagePrintEnd>
}

declare global {
  var civicHall: Bridge | undefined
}
