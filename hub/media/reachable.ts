import { BlockList, isIPv6 } from 'node:net'

type Subnet = readonly [string, number, 'ipv4' | 'ipv6']

const listOf = (subnets: readonly Subnet[]) => {
  const list = new BlockList()
  for (const [net, prefix, family] of subnets) list.addSubnet(net, prefix, family)
  return (address: string) => list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

/** This machine itself (RFC 6890). */
export const isLoopback = listOf([
  ['127.0.0.0', 8, 'ipv4'],
  ['::1', 128, 'ipv6'],
])

/** Networks of a house or an office (RFC 1918, RFC 6598, RFC 4193). */
export const isPrivate = listOf([
  ['10.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['fc00::', 7, 'ipv6'],
])

/** Addresses no file is ever had from: this network, link-local, multicast, reserved (RFC 6890). */
export const isNever = listOf([
  ['0.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 128, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
])
