import type { CentreState } from '#domain'

/**
 * The people whose data is needed however old it is: who has booked and not come yet, who holds a live number, and
 * who is barred or close to it, since a bar holds only while the person gets the same reference.
 */
export function neededRefs({ bookings, live, bars, noShows, policy }: CentreState): ReadonlySet<string> {
  const needed = new Set<string>(bars.keys())
  if (policy.noShowLimit > 0) for (const ref of noShows.keys()) needed.add(ref)
  const people = [...[...bookings.values()].filter(({ state }) => state === 'BOOKED'), ...live.values()]
  for (const { personRef, agentRef = null } of people)
    for (const ref of [personRef, agentRef]) if (ref !== null) needed.add(ref)
  return needed
}
