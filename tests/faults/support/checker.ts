import { liveByLog, liveByTold } from './checker_live.ts'
import type { Action, Entry, LogEntry, Verdict } from './history.ts'

const eventOf: { readonly [Name in Action]: string } = {
  issue: 'TicketIssued',
  print: 'TicketPrinted',
  call: 'TicketCalled',
  arrive: 'TicketArrived',
  finish: 'TicketFinished',
}
const effects = new Set(Object.values(eventOf))

type Invoke = Extract<Entry, { kind: 'invoke' }>
type Granted = Extract<Entry, { kind: 'ok' }>

/** Everything a history says about one command. */
interface Life {
  readonly invoke: Invoke
  readonly granted: readonly Granted[]
  readonly isRefused: boolean
}

function livesOf(history: readonly Entry[]): ReadonlyMap<string, Life> {
  const lives = new Map<string, Life>()
  for (const entry of history) {
    const before = lives.get(entry.commandId)
    if (entry.kind === 'invoke') {
      if (before === undefined) lives.set(entry.commandId, { invoke: entry, granted: [], isRefused: false })
    } else if (before !== undefined && entry.kind === 'ok')
      lives.set(entry.commandId, { ...before, granted: [...before.granted, entry] })
    else if (before !== undefined && entry.kind === 'fail')
      lives.set(entry.commandId, { ...before, isRefused: true })
  }
  return lives
}

const effectKey = (type: string, ticketId: string | null, counterId: string | null) =>
  `${type} ${ticketId} ${counterId}`

function lostOf(lives: ReadonlyMap<string, Life>, log: readonly LogEntry[]): string[] {
  const present = new Set(log.map(({ type, ticketId, counterId }) => effectKey(type, ticketId, counterId)))
  return [...lives.values()].flatMap(({ invoke, granted }) =>
    granted.slice(0, 1).flatMap(({ told }) => {
      const ticketId = invoke.ticketId ?? told?.ticketId ?? null
      const key = effectKey(eventOf[invoke.action], ticketId, invoke.counterId)
      return present.has(key) ? [] : [`${invoke.commandId} ${key}`]
    }),
  )
}

/** Each ticket's business day: the one open when it was issued. */
function issuesOf(log: readonly LogEntry[]) {
  let day = ''
  const issued: { readonly ticketId: string; readonly number: string; readonly day: string }[] = []
  for (const { type, businessDay, ticketId, number } of log) {
    if (type === 'DayOpened') day = businessDay ?? ''
    if (type === 'TicketIssued') issued.push({ ticketId: ticketId ?? '', number: number ?? '', day })
  }
  return issued
}

/** A number given twice, by the log or by what people were told: on paper it is the same fault. */
function duplicatedOf(lives: ReadonlyMap<string, Life>, log: readonly LogEntry[]): string[] {
  const logged = issuesOf(log)
  const dayOf = new Map(logged.map(({ ticketId, day }) => [ticketId, day]))
  const lastDay = logged.at(-1)?.day ?? ''
  const told = [...lives.values()]
    .filter(({ invoke }) => invoke.action === 'issue')
    .flatMap(({ granted }) => granted.flatMap((each) => each.told ?? []))
    .map(({ ticketId, number }) => ({ ticketId, number, day: dayOf.get(ticketId) ?? lastDay }))
  const owners = new Map<string, Set<string>>()
  for (const { ticketId, number, day } of [...logged, ...told]) {
    const key = `${day} ${number}`
    owners.set(key, (owners.get(key) ?? new Set()).add(ticketId))
  }
  const twiceIssued = logged.length - new Set(logged.map(({ ticketId }) => ticketId)).size
  const shared = [...owners].filter(([, tickets]) => tickets.size > 1).map(([key]) => key)
  return twiceIssued > 0 ? [...shared, `${twiceIssued} tickets issued again`] : shared
}

const tornOf = (lives: ReadonlyMap<string, Life>): string[] =>
  [...lives].flatMap(([commandId, { granted, isRefused }]) => {
    const answers = new Set(granted.map(({ told }) => `${told?.ticketId} ${told?.number}`))
    return answers.size > 1 || (isRefused && granted.length > 0) ? [commandId] : []
  })

/** Effects by command where the log says which command it was. */
function byCommand(lives: ReadonlyMap<string, Life>, log: readonly LogEntry[]) {
  const repeated: string[] = []
  const unexpected: string[] = []
  const seen = new Set<string>()
  for (const { commandId, type, revision } of log) {
    if (commandId === null || !effects.has(type)) continue
    const key = `${commandId} ${type}`
    if (seen.has(key)) repeated.push(key)
    seen.add(key)
    const life = lives.get(commandId)
    const isMeant = life !== undefined && eventOf[life.invoke.action] === type
    if (!isMeant || (life.isRefused && life.granted.length === 0)) unexpected.push(`${revision} ${key}`)
  }
  return { repeated, unexpected }
}

/**
 * Without the commands' ids in the log: tickets nobody was told of can only come from commands whose outcome is
 * unknown, at most one each.
 */
function strangersOf(lives: ReadonlyMap<string, Life>, log: readonly LogEntry[]): string[] {
  const issues = [...lives.values()].filter(({ invoke }) => invoke.action === 'issue')
  const told = new Set(issues.flatMap(({ granted }) => granted.map((each) => each.told?.ticketId)))
  const strangers = issuesOf(log).filter(({ ticketId }) => !told.has(ticketId))
  const unknown = issues.filter(({ granted, isRefused }) => granted.length === 0 && !isRefused)
  return strangers.length <= unknown.length
    ? []
    : [`${strangers.length} tickets nobody was told of, ${unknown.length} unknown outcomes`]
}

/**
 * Compares what senders saw with what the log holds, in the manner of Jepsen's total-queue checker: granted and
 * present, refused and absent, unknown and present at most once; and no ticket or counter is claimed twice.
 */
export function check(history: readonly Entry[], log: readonly LogEntry[]): Verdict {
  const lives = livesOf(history)
  const commands = byCommand(lives, log)
  const logged = liveByLog(log)
  return {
    lost: lostOf(lives, log),
    duplicated: duplicatedOf(lives, log),
    atTwoCounters: [...logged.atTwoCounters, ...liveByTold(history)],
    holdingTwo: logged.holdingTwo,
    repeated: commands.repeated,
    unexpected: [...commands.unexpected, ...strangersOf(lives, log)],
    torn: tornOf(lives),
  }
}
