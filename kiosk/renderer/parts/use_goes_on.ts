import { useCentre, useView } from '#client'
import { leasedFree } from '#domain'

/** Whether this machine goes on giving numbers while the hub is away: its agent can, and has leased some. */
export function useGoesOn(): boolean {
  const link = useView(({ hubLink }) => hubLink)
  const identity = useView((view) => view.identity)
  const deviceId = identity?.kind === 'device' ? identity.deviceId : null
  const hasNumbers = useCentre(
    (centre) =>
      deviceId !== null &&
      [...centre.services.values()].some(({ prefix }) => leasedFree(centre, deviceId, prefix).length > 0),
  )
  return link !== null && !link.connected && link.pending !== null && hasNumbers
}
