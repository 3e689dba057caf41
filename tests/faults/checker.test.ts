import { describe, expect, test } from 'vitest'
import { check } from './support/checker.ts'
import { type Action, type Entry, isClean, type LogEntry, type Verdict } from './support/history.ts'

const invoke = (
  commandId: string,
  action: Action,
  at: { readonly counterId?: string; readonly ticketId?: string } = {},
): Entry => ({
  kind: 'invoke',
  commandId,
  action,
  counterId: null,
  ticketId: null,
  ...at,
})
const ok = (commandId: string, ticketId: string, number: string): Entry => ({
  kind: 'ok',
  commandId,
  told: { ticketId, number },
})
const nobody: LogEntry = {
  revision: 0,
  type: '',
  ticketId: null,
  counterId: null,
  number: null,
  businessDay: null,
  commandId: null,
}
const log = (...entries: Partial<LogEntry>[]): LogEntry[] =>
  entries.map((entry, index) => ({ ...nobody, ...entry, revision: index + 1 }))
const issued = (ticketId: string, number: string, commandId: string | null = null) => ({
  type: 'TicketIssued',
  ticketId,
  number,
  commandId,
})
const called = (ticketId: string, counterId: string) => ({ type: 'TicketCalled', ticketId, counterId })
const finished = (ticketId: string, counterId: string) => ({ type: 'TicketFinished', ticketId, counterId })

const goodHistory: Entry[] = [
  invoke('c1', 'issue'),
  invoke('c2', 'issue'),
  ok('c1', 't1', 'A001'),
  { kind: 'unknown', commandId: 'c2' },
  invoke('c3', 'call', { counterId: '1' }),
  ok('c3', 't1', 'A001'),
  ok('c3', 't1', 'A001'),
  invoke('c4', 'finish', { counterId: '1', ticketId: 't1' }),
  { kind: 'ok', commandId: 'c4', told: null },
  invoke('c5', 'call', { counterId: '2' }),
  { kind: 'fail', commandId: 'c5', code: 'queue-empty' },
]
const goodLog = log(issued('t1', 'A001', 'c1'), called('t1', '1'), finished('t1', '1'))

test('an honest history is clean, with the unknown command absent or present once', () => {
  expect(isClean(check(goodHistory, goodLog))).toBe(true)
  expect(isClean(check(goodHistory, [...goodLog, ...log(issued('t2', 'A002', 'c2'))]))).toBe(true)
})

test('a number may come again on another day, and a ticket may be called again after it was finished', () => {
  const days = log(
    { type: 'DayOpened', businessDay: '2026-03-02' },
    issued('t1', 'A001'),
    { type: 'DayOpened', businessDay: '2026-03-03' },
    issued('t2', 'A001'),
  )
  const history = [
    invoke('c1', 'issue'),
    ok('c1', 't1', 'A001'),
    invoke('c2', 'issue'),
    ok('c2', 't2', 'A001'),
  ]
  expect(isClean(check(history, days))).toBe(true)
})

const broken: readonly [keyof Verdict, string, readonly Entry[], readonly LogEntry[]][] = [
  ['lost', 'an acknowledged ticket is gone', goodHistory, goodLog.slice(1)],
  ['lost', 'an acknowledged call is gone', goodHistory, log(issued('t1', 'A001'), finished('t1', '1'))],
  ['lost', 'an acknowledged finish is gone', goodHistory, goodLog.slice(0, 2)],
  [
    'duplicated',
    'two tickets have one number',
    [...goodHistory, invoke('c6', 'issue'), ok('c6', 't3', 'A001')],
    [...goodLog, ...log(issued('t3', 'A001', 'c6'))],
  ],
  [
    'duplicated',
    'a lost number was given again',
    [...goodHistory, invoke('c6', 'issue'), ok('c6', 't3', 'A001')],
    log(issued('t3', 'A001', 'c6')),
  ],
  ['duplicated', 'a ticket was issued again', goodHistory, [...goodLog, ...log(issued('t1', 'A001', 'c2'))]],
  [
    'atTwoCounters',
    'a ticket is called while it is served elsewhere',
    goodHistory,
    log(issued('t1', 'A001', 'c1'), called('t1', '1'), called('t1', '2'), finished('t1', '1')),
  ],
  [
    'atTwoCounters',
    'two counters were told the same ticket, whatever the log says',
    [
      ...goodHistory.slice(0, 7),
      invoke('c7', 'call', { counterId: '2' }),
      ok('c7', 't1', 'A001'),
      ...goodHistory.slice(7),
    ],
    [...goodLog, ...log(called('t1', '2'))],
  ],
  [
    'holdingTwo',
    'a counter calls while it has a ticket',
    goodHistory,
    log(issued('t1', 'A001', 'c1'), called('t1', '1'), called('t2', '1'), finished('t1', '1')),
  ],
  [
    'repeated',
    'an unknown command took effect twice',
    goodHistory,
    [...goodLog, ...log(issued('t2', 'A002', 'c2'), issued('t3', 'A003', 'c2'))],
  ],
  [
    'unexpected',
    'the same without the ids of commands in the log',
    goodHistory,
    [...goodLog, ...log(issued('t2', 'A002'), issued('t3', 'A003'))],
  ],
  [
    'unexpected',
    'a refused command took effect',
    goodHistory,
    [...goodLog, ...log({ ...called('t2', '2'), commandId: 'c5' })],
  ],
  ['unexpected', 'nobody asked for it', goodHistory, [...goodLog, ...log(issued('t9', 'A009', 'c9'))]],
  ['torn', 'one command, two answers', [...goodHistory, ok('c1', 't8', 'A008')], goodLog],
  [
    'torn',
    'granted and refused',
    [...goodHistory, { kind: 'fail', commandId: 'c1', code: 'service-closed' }],
    goodLog,
  ],
]

describe('the checker finds each broken history', () => {
  test.each(broken)('%s: %s', (fault, _, history, entries) => {
    expect(check(history, entries)[fault]).not.toEqual([])
  })
})
