import { useCentre } from '#client'
import { useTerm } from '#ui'

/** Names of services and counters by id: a dash for none, the id itself for one that is no more. */
export function useNames() {
  const say = useTerm()
  const services = useCentre((centre) => centre.services)
  const counters = useCentre((centre) => centre.counters)
  const nameIn = (names: typeof services | typeof counters, id: string | null) => {
    const found = names.get(id ?? '')
    return found === undefined ? (id ?? '—') : say(found.name)
  }
  return {
    service: (id: string | null) => nameIn(services, id),
    counter: (id: string | null) => nameIn(counters, id),
  }
}
