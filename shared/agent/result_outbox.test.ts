import { expect, test } from 'vitest'
import { ok, simulatedClock } from '#basics'
import { noLog } from './log.ts'
import { resultOutbox } from './result_outbox.ts'

test('on a full disk the hub is told of a print all the same', () => {
  const sent: unknown[] = []
  const full = () => {
    throw new Error('database or disk is full')
  }
  const table = () => ({ all: () => [], put: full, remove: () => undefined })
  const results = resultOutbox({
    clock: simulatedClock(0),
    log: noLog,
    store: { table } as never,
    send: (async (command: unknown) => {
      sent.push(command)
      return ok({})
    }) as never,
  })
  results.add({ jobId: 'ticket-1.0', ticketId: 'ticket-1', printed: 'confirmed', reason: '' })
  expect(sent).toMatchObject([{ name: 'print-result', ticketId: 'ticket-1', body: { printed: 'confirmed' } }])
})
