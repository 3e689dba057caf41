import type { Ticket } from '#domain'
import { type WireCommand, type WireCommandInput, wireCommand } from '#protocol'

/** What somebody was told, once. `ticketId` is the machine's own where it had never heard of the number. */
export type Told =
  | {
      readonly what: 'number'
      readonly commandId: string
      readonly ticketId: string
      readonly number: string
    }
  | { readonly what: 'reprinted'; readonly commandId: string; readonly ticketId: string }
  | {
      /** `type`: the command that was granted at a counter. */
      readonly what: 'done'
      readonly type: string
      readonly counterId: string
      readonly ticketId: string
      readonly number: string
      readonly issuedAt: string
    }
  | {
      readonly what: 'rated'
      readonly counterId: string
      readonly ticketId: string
      readonly leg: number
      readonly number: string
      readonly issuedAt: string
    }

/** A visit as people speak of it. */
export type Visit = Pick<Extract<Told, { what: 'done' }>, 'ticketId' | 'number' | 'issuedAt'>

/** A ticket as people speak of it. */
export const visitOf = ({ id: ticketId, number, issuedAt }: Ticket): Visit => ({
  ...{ ticketId, number },
  issuedAt: new Date(issuedAt).toISOString(),
})

/** A command as a page sends it. */
export const draft = (command: WireCommandInput): WireCommand => wireCommand.parse(command)
