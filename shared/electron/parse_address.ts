/** Parses an address, or null when it is none. (`URL.parse` came with Node 22; some Electrons still carry 20.) */
export function parseAddress(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null
}
