import { ok, type Result } from '#basics'
import { type Command, holdsPersonalNumber, type RefusalCode, type ReportReceipt } from '#domain'
import type { RatingTaskAsked } from '#protocol'
import type { Centre } from '../core/centre.ts'
import type { SealedField } from '../store/event_store.ts'
import type { Vault } from '../vault/vault.ts'
import { adopted } from './adopted.ts'
import type { CentreSide } from './inbox.ts'

const outcome = (answer: {
  readonly ok: boolean
  readonly error?: { readonly code: RefusalCode }
}): Result<void, RefusalCode> =>
  answer.ok || answer.error === undefined ? ok(undefined) : { ok: false, error: answer.error.code }

/** The command that makes a bad rating the city names a task; the city's words stay out of the log. */
export const askingFor = ({ ticketId, leg, dueAt }: RatingTaskAsked, taskId: string): Command => ({
  type: 'ask-rating-task',
  taskId,
  about: { ticketId, leg },
  dueAt: Date.parse(dueAt),
})

/** The command that takes note of a receipt; words of others are not taken into the log unseen. */
export const noting = (receipt: ReportReceipt): Command => ({
  type: 'note-receipt',
  receipt: { ...receipt, reason: holdsPersonalNumber(receipt.reason) ? '' : receipt.reason },
})

/** What the city may cause in a centre, each under an id of the city's own: told again it is not done again. */
export function centreSide(centre: Centre, vault: Vault): CentreSide {
  const run = async (commandId: string, command: Command, sealed: readonly SealedField[]) => {
    const actor = { kind: 'system' as const }
    const fingerprint = vault.fingerprint(`city ${commandId}`)
    const reply = (state: { readonly revision: number }) => ({ revision: state.revision })
    return outcome(
      await centre.execute({
        commandId: commandId.toUpperCase(),
        actor,
        command,
        fingerprint,
        sealed,
        reply,
      }),
    )
  }
  return {
    async book({ reservationId, code, serviceId, slotAt }, person) {
      const at = Date.parse(slotAt)
      // Kept from the day of the booking on, as if the visitor had come then.
      const sealed = await vault.sealPerson(person, centre.state().businessDay ?? slotAt.slice(0, 10), at)
      if (!sealed.ok) return { ok: false, error: sealed.error.code }
      const reservation = { id: reservationId, code }
      const { personRef } = sealed.value
      const booking = { type: 'book', serviceId, slotAt: at, personRef, agentRef: null, reservation } as const
      return run(reservationId, booking, sealed.value.sealed)
    },
    cancel: (reservationId, recordId) =>
      run(recordId, { type: 'cancel-booking', bookingId: reservationId, reason: 'at the city' }, []),
    async adopt(item, recordId) {
      const service = centre.state().services.get(item.serviceId)
      if (service === undefined) return { ok: false, error: 'service-unknown' }
      return run(recordId, { type: 'save-service', service: adopted(service, item) }, [])
    },
    askRating: (task, taskId) => run(taskId, askingFor(task, taskId), []),
    noteReceipt: (receipt, recordId) => run(recordId, noting(receipt), []),
  }
}
