import { useCentre, useServerNow } from '#client'
import { type KioskService, type KioskView, kioskView, officialName } from '#domain'
import { hallTerms, type Term } from '#ui'
import { useFlow } from '../kiosk_flow.ts'

/** Estimates change slowly: the menu is worked out anew this often, ms, and after every change in the hall. */
const menuEvery = 10_000

/** The menu of the hall as it is now. */
export function useHall(): KioskView {
  const now = useServerNow(menuEvery)
  return useCentre((centre) => kioskView(centre, now))
}

/** The official name of this centre (S3); the plain word until it is known. */
export const useCentreName = (): Term =>
  useCentre(({ site }) => (site === null ? hallTerms.legalService : officialName(site)))

/** Every service of the menu. */
export const allServices = (hall: KioskView): readonly KioskService[] => Object.values(hall.groups).flat()

/** The service this visit is about, or one of the given id; null when it is gone from the catalogue. */
export function useService(serviceId?: string): KioskService | null {
  const chosen = useFlow(({ visit }) => visit.serviceId)
  const hall = useHall()
  return allServices(hall).find((each) => each.service.id === (serviceId ?? chosen)) ?? null
}
