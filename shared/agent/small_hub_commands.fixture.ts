import type { Command } from '#domain'
import type { WireCommand } from '#protocol'

/** The plain commands of a counter; those with forms are not for this hub. */
function atCounter({ counterId, body }: Extract<WireCommand, { name: 'counter' }>): Command {
  switch (body.type) {
    case 'call-next':
      return { counterId, type: 'call-next', finishCurrent: null }
    case 'finish':
      return { counterId, type: 'finish', outcome: body.outcome }
    case 'pause':
      return { counterId, type: 'pause', reason: body.reason }
    case 'recall':
    case 'arrive':
    case 'absent':
    case 'unpause':
      return { counterId, type: body.type }
    default:
      throw new Error(`the small hub does not know ${body.type}`)
  }
}

/** What a command on the wire asks of the rules; `personRef` stands for a visitor who gave an ID number. Throws for what the small hub does not know. */
export function domainCommand(wire: WireCommand, personRef: string | null): Command {
  switch (wire.name) {
    case 'issue':
      return {
        type: 'issue',
        serviceId: wire.body.serviceId,
        personRef,
        age: null,
        claims: wire.body.claims,
        channel: 'kiosk',
        delivery: wire.body.delivery ?? 'print',
      }
    case 'check-in': {
      const delivery = wire.body.delivery ?? 'print'
      return { type: 'check-in', bookingId: wire.bookingId, channel: 'kiosk', delivery }
    }
    case 'print-result': {
      const { printed, reason } = wire.body
      const result = typeof printed === 'string' ? printed : printed ? 'confirmed' : 'failed'
      return { type: 'print-result', ticketId: wire.ticketId, result, reason }
    }
    case 'reprint':
      return { type: 'reprint', ticketId: wire.ticketId }
    case 'report-device': {
      const { commandId: _, ...report } = wire.body
      return { type: 'report-device', report }
    }
    case 'report-announcement': {
      const { commandId: _, ...report } = wire.body
      return { type: 'report-announcement', report }
    }
    case 'report-plays': {
      const { commandId: _, ...report } = wire.body
      return { type: 'report-plays', report }
    }
    case 'rate': {
      const { ticketId, leg, marks, reasons } = wire.body
      return { type: 'rate', ticketId, leg, marks, reasons, commentRef: null, channel: 'pad' }
    }
    case 'counter':
      return atCounter(wire)
    default:
      throw new Error(`the small hub does not know ${wire.name}`)
  }
}
