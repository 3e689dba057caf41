import type { NetworkInterfaceInfo } from 'node:os'

type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>

/** The addresses other machines reach this one at: its IPv4 ones but loop-back and those it gave itself (RFC 3927). */
export function lanAddresses(interfaces: Interfaces): readonly string[] {
  return Object.values(interfaces)
    .flatMap((each) => each ?? [])
    .filter(
      ({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'),
    )
    .map(({ address }) => address)
}

const isLoopback = (host: string) => host === 'localhost' || host === '[::1]' || host.startsWith('127.')

/** The hub as others reach it: an address of this machine only (`http://127.0.0.1:7700`) becomes its LAN address. */
export function addressForOthers(hub: string, lan: readonly string[]): string {
  const url = new URL(hub)
  const [first] = lan
  if (first !== undefined && isLoopback(url.hostname)) url.hostname = first
  return url.origin
}
