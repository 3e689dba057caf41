import { err, type Result } from '#basics'
import { type FileSource, type FileTrouble, type Incoming, requestFile } from '#media'
import { isLoopback, isNever, isPrivate } from './reachable.ts'

/** A city may keep its files behind another address, and that behind a third. */
const mostMoves = 3

/** What may be asked for a file. */
export interface SourceRule {
  /** Also this machine itself, there even without TLS: demonstrations and tests. */
  readonly allowsLoopback: boolean
}

/** Where it goes next; a move takes no user and no password along. */
function movedTo(to: string, from: URL): URL | null {
  if (!URL.canParse(to, from.href)) return null
  const url = new URL(to, from)
  url.username = ''
  url.password = ''
  return url
}

/**
 * The source of a file at an address the city has named: HTTPS, followed a few times. The address itself may lie in
 * the centre's own network, as a city's often does; one outside may not send the hub into it, and nobody may send it
 * to this machine or to a link-local service.
 */
export function citySource(address: string, { allowsLoopback }: SourceRule): FileSource {
  return async (from, signal) => {
    if (!URL.canParse(address)) return err('address')
    let url = new URL(address)
    let isInside = false
    for (let moves = 0; moves <= mostMoves; moves++) {
      const isFirst = moves === 0
      const isPlain = url.protocol !== 'https:'
      if (isPlain && !allowsLoopback) return err('address')
      const mayReach = (host: string) => {
        if (isLoopback(host)) return allowsLoopback
        if (isNever(host) || isPlain) return false
        if (isFirst) isInside = isPrivate(host)
        return isFirst || isInside || !isPrivate(host)
      }
      const reply: Result<Incoming | { readonly movedTo: string }, FileTrouble> = await requestFile({
        ...{ url, headers: {}, from, signal, mayReach },
      })
      if (!reply.ok) return reply
      const { value } = reply
      if ('body' in value) return { ok: true, value }
      const next = movedTo(value.movedTo, url)
      if (next === null) return err('address')
      url = next
    }
    return err('address')
  }
}
