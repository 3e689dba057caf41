import { newHistory } from '../contention/history.ts'
import { counterDesk } from '../contention/senders.ts'
import { idPlace } from '../load/command_ids.ts'
import { runLoad } from '../load/load.ts'
import type { BenchCentre } from './definition.ts'

/** Of a day's tickets, so many have been served. */
const servedShare = 0.8

/** The end of a hub's log, as one of its devices is told. */
export async function headOf(url: string, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` }
  const response = await fetch(`${url}/api/v1/events?limit=1`, { headers })
  const { head }: { head: number } = JSON.parse(await response.text())
  return head
}

/** Gives so many more tickets at a hub and serves most of them; the end of its log. The centre has kiosks and counters of the bench. */
export async function fillDay(url: string, centre: BenchCentre, tickets: number): Promise<number> {
  const of = (prefix: string) => centre.devices.filter(({ id }) => id.startsWith(prefix))
  const kiosks = of('bench-kiosk').map(({ token }) => token)
  if (tickets > 0) {
    await Promise.all(
      centre.serviceIds.map((serviceId, index) =>
        runLoad({
          url: `${url}/api/v1/tickets`,
          clients: 2,
          tokens: kiosks,
          body: JSON.stringify({ serviceId, anonymous: true, delivery: 'spoken', commandId: idPlace }),
          expect: 201,
          count: Math.floor((tickets + index) / centre.serviceIds.length),
        }),
      ),
    )
    const history = newHistory()
    await Promise.all(
      of('bench-counter').map(({ counterId, token }) =>
        counterDesk(url, { id: counterId ?? '', token }, history, {
          goesOn: () => false,
          hasEnough: () => history.called.length >= tickets * servedShare,
        }),
      ),
    )
  }
  return headOf(url, kiosks[0] ?? '')
}
