import { z } from 'zod'
import type { Clock } from '#basics'
import type { HubClient } from '#client'
import type { AgentStore } from './agent_store.ts'
import { derivedId } from './derived_id.ts'
import type { AgentLog } from './log.ts'

const row = z.object({
  commandId: z.string(),
  ticketId: z.string(),
  printed: z.enum(['confirmed', 'weak', 'unknown']),
  reason: z.string(),
})
type Row = z.infer<typeof row>

/** What became of a print, for the hub. */
export interface PrintNews extends Pick<Row, 'ticketId' | 'printed' | 'reason'> {
  readonly jobId: string
}

/** Refusals after which the same command may still be granted later. */
const passing: ReadonlySet<string> = new Set(['unavailable', 'rate-limited'])
const tryAgain = 5_000

/** Print results on their way: on the disk until the hub has answered, sent again after every restart. */
export interface ResultOutbox {
  add(news: PrintNews): void
}

/** Opens the outbox and sends what an earlier run left in it. */
export function resultOutbox(options: {
  readonly clock: Clock
  readonly store: AgentStore
  readonly send: HubClient['send']
  readonly log: AgentLog
}): ResultOutbox {
  const table = options.store.table<Row>('print-result', row)

  const deliver = async (news: Row): Promise<void> => {
    const { commandId, ticketId, printed, reason } = news
    const answer = await options.send(
      { name: 'print-result', ticketId, body: { printed, reason, commandId } },
      { limitMs: null },
    )
    if (!answer.ok && passing.has(answer.error.code)) {
      options.clock.after(tryAgain, () => void deliver(news))
      return
    }
    table.remove(commandId)
    options.log.info({ ticketId, printed, answer: answer.ok ? 'granted' : answer.error.code }, 'print result')
  }
  for (const left of table.all()) void deliver(left)

  return {
    add({ jobId, ...news }) {
      const known = { ...news, commandId: derivedId('print-result', jobId, news.printed) }
      try {
        table.put(known.commandId, known)
      } catch (error) {
        options.log.error(
          { err: error, jobId },
          'a print result cannot be kept: it is told at once or not at all',
        )
      }
      void deliver(known)
    },
  }
}
