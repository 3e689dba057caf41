import type { CounterBody } from '#protocol'
import type { HubParts } from '../hub_parts.ts'
import { bare, type Translated } from './translated.ts'
import { sealedWords } from './words.ts'

type Body<Type extends CounterBody['type']> = Extract<CounterBody, { type: Type }>

function callNext(counterId: string, { finishCurrent = false }: Body<'call-next'>): Translated {
  const outcome = typeof finishCurrent === 'string' ? finishCurrent : finishCurrent ? 'done' : null
  return bare({ counterId, type: 'call-next', finishCurrent: outcome })
}

function hold(counterId: string, { scope, until, reason, awaits }: Body<'hold'>): Translated {
  const at = until === undefined ? null : Date.parse(until)
  return bare({
    ...{ counterId, type: 'hold', scope, until: at, reason },
    ...(awaits === undefined ? {} : { awaits }),
  })
}

function transfer(hub: HubParts, counterId: string, body: Body<'transfer'>): Translated {
  const { serviceId = null, toCounterId = null, staffId = null, position, returnToMe } = body
  const held = body.ticketId === undefined ? {} : { ticketId: body.ticketId }
  const note = sealedWords(hub, 'note', body.commandId, body.note)
  const target = { serviceId, toCounterId, staffId, position, returnToMe, noteRef: note.ref, ...held }
  return { command: { counterId, type: 'transfer', ...target }, sealed: note.sealed }
}

/** A command at a counter as the rules take it; the note of a transfer is sealed. */
export function atCounter(hub: HubParts, counterId: string, body: CounterBody): Translated {
  switch (body.type) {
    case 'open':
      return bare({ counterId, type: 'open', staffId: body.staffId ?? null })
    case 'call-next':
      return callNext(counterId, body)
    case 'hold':
      return hold(counterId, body)
    case 'transfer':
      return transfer(hub, counterId, body)
    case 'call-number':
      return bare({ counterId, type: 'call-number', number: body.number, reason: body.reason })
    case 'finish':
      return bare({ counterId, type: 'finish', outcome: body.outcome })
    case 'resume':
      return bare({ counterId, type: 'resume', ticketId: body.ticketId })
    case 'next-service': {
      const { serviceId, stays, outcome } = body
      return bare({ counterId, type: 'next-service', serviceId, stays, outcome })
    }
    case 'recuse':
      return bare({ counterId, type: 'recuse', reason: body.reason })
    case 'pause':
      return bare({ counterId, type: 'pause', reason: body.reason })
    default:
      return bare({ counterId, type: body.type })
  }
}
