/** Address of the phone page of a ticket; null when this page was not served by a hub (a phone could not reach it). */
export const ticketAddress = (ticketId: string): string | null =>
  location.protocol.startsWith('http') ? `${location.origin}/t/${encodeURIComponent(ticketId)}` : null
