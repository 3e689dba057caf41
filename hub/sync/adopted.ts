import type { Service } from '#domain'
import type { CatalogueItem } from '#protocol'

/** A service with the city's words; letter, hours, quotas and every other queue rule stay the centre's. */
export function adopted(service: Service, { serviceId: _, ...words }: CatalogueItem): Service {
  return { ...service, ...words }
}
