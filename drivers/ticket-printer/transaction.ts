import type { Clock } from '#basics'
import { realTime } from './codec/commands.ts'
import { faultOf } from './codec/reading.ts'
import { type Proof, watchProof } from './proof.ts'
import type { ProofById } from './proof_by_id.ts'
import type { StatusLine } from './status_line.ts'
import type { JobRecord, PrinterFault, PrintJournal, PrintOutcome } from './types.ts'

/** How long the printer may take to say that its buffer is empty, in ms. */
const clearDelay = 1_000

/** A ticket ready to go. */
export interface PreparedTicket {
  readonly record: JobRecord
  readonly bytes: Uint8Array
  /** Whether a process id is in the bytes. */
  readonly asksForPid: boolean
}

/**
 * What a site makes of printers that can only be written to.
 * trust: what the spooler took counts as weakly confirmed · ask: every ticket is unknown until a person has looked ·
 * refuse: they are not used.
 */
export type OneWayPolicy = 'trust' | 'ask' | 'refuse'

/** What a transaction works with. */
export interface TransactionOptions {
  readonly line: StatusLine
  readonly clock: Clock
  readonly journal: PrintJournal
  readonly byId: Pick<ProofById, 'note' | 'answers'>
  /** How a printer that is never heard of is used; null for one that answers. */
  readonly oneWay: OneWayPolicy | null
}

const refused = (reason: PrinterFault): PrintOutcome => ({ printed: 'refused', reason })

/** Throws away what the printer still holds, so that no half ticket comes out by itself later. */
async function clearBuffer(line: StatusLine, fault: PrinterFault): Promise<'cleared' | 'may-print'> {
  // An old board would print what it does not know.
  if (line.question === 'paper-byte') return 'may-print'
  if (!line.up || fault === 'no-answer' || fault === 'unrecoverable') return 'may-print'
  if (fault === 'cutter') {
    await line.write(realTime.recoverAndClear)
    const reading = await line.ask()
    return reading !== null && !reading.cutter ? 'cleared' : 'may-print'
  }
  const cleared = line.expect((event) => (event.kind === 'cleared' ? true : null), clearDelay)
  await line.write(realTime.clear)
  return (await cleared) === null ? 'may-print' : 'cleared'
}

function proved(proof: Proof, { byId }: TransactionOptions): PrintOutcome | PrinterFault {
  if (proof.kind === 'fault') return proof.fault
  if (proof.kind === 'confirmed') {
    byId.note(true)
    return { printed: 'confirmed' }
  }
  // From a printer that answers ids, silence about this one is no weak proof but none.
  const isDoubtful = proof.pidMissing && byId.answers()
  if (proof.pidMissing) byId.note(false)
  return isDoubtful ? 'no-answer' : { printed: 'weak' }
}

async function notSent(journal: PrintJournal, { jobId }: JobRecord): Promise<PrintOutcome> {
  await journal.remove(jobId)
  return refused('offline')
}

/** A ticket to a printer that is never heard of: journalled as any other, proved by nothing. */
async function printBlindly(
  { line, journal, oneWay }: TransactionOptions,
  { record, bytes }: PreparedTicket,
): Promise<PrintOutcome> {
  await journal.put(record)
  const written = await line.write(bytes)
  if (!written.ok && written.error === 'not-connected') return notSent(journal, record)
  if (written.ok && oneWay === 'trust') {
    await journal.remove(record.jobId)
    return { printed: 'weak' }
  }
  const reason = written.ok ? 'one-way' : 'no-answer'
  await journal.put({ ...record, state: 'unknown', reason })
  return { printed: 'unknown', reason, rest: 'may-print' }
}

/**
 * Prints one ticket (robust ticket transaction: ask first, write it down, one buffer, wait for proof, never resend).
 * `prepare` is called once the printer is known to be able to print.
 */
export async function printTicket(
  options: TransactionOptions,
  prepare: () => PreparedTicket,
): Promise<PrintOutcome> {
  const { line, clock, journal } = options
  if (options.oneWay === 'refuse') return refused('one-way')
  if (!line.up) return refused('offline')
  if (options.oneWay !== null) return printBlindly(options, prepare())
  const reading = await line.ask()
  if (reading === null) return refused(line.up ? 'no-answer' : 'offline')
  const fault = faultOf(reading)
  if (fault !== null) return refused(fault)

  const { record, bytes, asksForPid } = prepare()
  await journal.put(record)
  const watch = watchProof({ line, clock, pid: asksForPid ? record.pid : null })
  const writing = line.write(bytes)
  // A printer that takes no more bytes (flow control) holds up the writing, never the verdict.
  const first = await Promise.race<Proof | 'not-connected' | 'write-failed'>([
    watch.proof,
    writing.then<Proof | 'not-connected' | 'write-failed'>((written) =>
      written.ok ? watch.proof : written.error,
    ),
  ])
  if (typeof first === 'string') watch.cancel()
  if (first === 'not-connected') return notSent(journal, record)
  const outcome = typeof first === 'string' ? 'offline' : proved(first, options)
  if (typeof outcome !== 'string') {
    await journal.remove(record.jobId)
    return outcome
  }
  await journal.put({ ...record, state: 'unknown', reason: outcome })
  return { printed: 'unknown', reason: outcome, rest: await clearBuffer(line, outcome) }
}
