import { sequential } from '#basics'
import type {
  PrinterFault,
  PrinterStatus,
  PrinterWarning,
  PrintJob,
  PrintOutcome,
  TicketOutlet,
  TicketPrinter,
} from './types.ts'

/** Two printers that stand side by side, the second for when the first cannot print. */
export interface PrinterPair extends TicketOutlet {
  /** How the pair is: as the first, unless the second stands in for it. */
  status(): Pick<PrinterStatus, 'state'> & { readonly reason: PrinterFault | PrinterWarning | null }
}

const canPrint = ({ state }: Pick<PrinterStatus, 'state'>) => state === 'ready' || state === 'degraded'
const remembered = 500

/**
 * Makes a pair. A job goes to the second printer only when the first refused it before its first byte; once a
 * printer has taken a job, whatever became of it, no other ever gets it. Each needs a journal of its own.
 */
export function openPrinterPair(first: TicketPrinter, second: TicketPrinter): PrinterPair {
  const inTurn = sequential()
  const onSecond = new Set<string>()

  // Over a restart the second's journal alone knows what it was given and never proved.
  const isSeconds = async (jobId: string) =>
    onSecond.has(jobId) || (await second.unresolved()).some((job) => job.jobId === jobId)

  const standIn = async (job: PrintJob): Promise<PrintOutcome> => {
    const outcome = await second.print(job)
    if (outcome.printed !== 'refused') onSecond.add(job.jobId)
    for (const oldest of onSecond) {
      if (onSecond.size <= remembered) break
      onSecond.delete(oldest)
    }
    return outcome
  }
  const print = async (job: PrintJob): Promise<PrintOutcome> => {
    if (await isSeconds(job.jobId)) return second.print(job)
    const outcome = await first.print(job)
    if (outcome.printed !== 'refused') return outcome
    const other = await standIn(job)
    return other.printed === 'refused' ? outcome : other
  }
  return {
    print: (job) => inTurn(() => print(job)),
    async unresolved() {
      return [...(await first.unresolved()), ...(await second.unresolved())]
    },
    async settle(jobId) {
      await first.settle(jobId)
      await second.settle(jobId)
    },
    status() {
      const { state, reason } = first.status()
      const standsIn = !canPrint({ state }) && state !== 'connecting' && canPrint(second.status())
      return standsIn ? { state: 'degraded', reason: 'second-printer' } : { state, reason }
    },
  }
}
