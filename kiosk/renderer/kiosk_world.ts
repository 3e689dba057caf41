import type { CentreView } from '#client'
import { type CentreState, localMoment } from '#domain'
import type { World } from './flow_types.ts'

type Device = CentreView['printer']

const works = (device: Device): boolean =>
  device === null || !['faulted', 'absent', 'disconnected'].includes(device.state)

/** Whether a number can go to paper just now; a printer not heard of yet is tried. */
export const canPrint = ({ capabilities, printer }: CentreView): boolean =>
  capabilities?.ticketPrinter === true && works(printer)

/** Whether cards can be read just now. */
export const canRead = ({ capabilities, cardReader }: CentreView): boolean =>
  capabilities?.idCard === true && works(cardReader)

/** Whether tickets and bookings may be held under a scanner here. */
export const canScan = ({ capabilities }: CentreView): boolean =>
  capabilities !== null && capabilities.codeScanner !== 'none'

const unread: ReadonlySet<string> = new Set(['read-failed', 'not-understood', 'no-answer'])

/** Whether a card lies on the reader that could not be read: it is to be lifted and laid down again. */
export const cardTrouble = (view: CentreView): boolean =>
  canRead(view) && unread.has(view.cardReader?.reason ?? '')

/** Whether anybody can have booked here. */
export const isBookable = ({ services, bookings }: CentreState): boolean =>
  bookings.size > 0 || [...services.values()].some(({ booking }) => booking !== undefined)

/** What the flow may look at, from the mirror; `now` by the server's clock. */
export function worldOf(view: CentreView, now: number): World {
  const { policy } = view.centre
  return {
    today: localMoment(now, policy.zoneMinutes).date,
    elderlyAge: policy.elderlyAge,
    canPrint: canPrint(view),
  }
}
